using System.Text.Json.Nodes;
using Presage.Connections.Events;
using Presage.Contracts;

namespace Presage.Monitoring.Deliveries;

/// <summary>What went wrong with jobs, as connections are told of it.</summary>
internal static class JobEvents
{
    /// <param name="repairs">How often it had been repaired: each failure is told.</param>
    /// <param name="at">When it ended.</param>
    public static ConnectionEvent Of(JobRunEnded ended, int repairs, DateTime at) => new(
        $"{ended.JobRun}/failed/{repairs}", SourceOf(ended.Job), EventTypes.JobRunFailed, ended.JobRun, at,
        $"The run {ended.JobRun} of job {ended.Job} has failed",
        $"The run {ended.JobRun} of job {ended.Job}{IntervalOf(ended.From, ended.To)} has failed. {ended.Reason}",
        "Mend what the reason says, then have the job run repaired: its failed steps and what depends on them are done again.",
        new JsonObject
        {
            ["job"] = ended.Job,
            ["jobRun"] = ended.JobRun,
            ["outcome"] = ended.Outcome,
            ["from"] = ended.From,
            ["to"] = ended.To,
            ["reason"] = ended.Reason,
        });

    public static ConnectionEvent Of(RunOverdue overdue) => new(
        $"{overdue.Nominal:yyyyMMddTHHmmssZ}/overdue", SourceOf(overdue.Job), EventTypes.RunOverdue, $"{overdue.Nominal:yyyyMMddTHHmmssZ}",
        overdue.Due, $"Job {overdue.Job} is overdue: {overdue.Nominal:yyyy-MM-dd HH:mm} UTC",
        $"Job {overdue.Job} had no succeeded run for {overdue.Nominal:yyyy-MM-dd HH:mm} UTC{IntervalOf(overdue.From, overdue.To)} by "
        + $"{overdue.Due:yyyy-MM-dd HH:mm} UTC. {overdue.Reason}",
        "See that a scheduler runs, and what the job's history says of the interval.",
        new JsonObject
        {
            ["job"] = overdue.Job,
            ["nominal"] = overdue.Nominal,
            ["from"] = overdue.From,
            ["to"] = overdue.To,
            ["due"] = overdue.Due,
            ["reason"] = overdue.Reason,
        });

    private static string SourceOf(string job) => $"/jobs/{Uri.EscapeDataString(job)}";

    private static string IntervalOf(DateTime? from, DateTime? to) =>
        from is null || to is null ? "" : $" for ({from:yyyy-MM-dd HH:mm}, {to:yyyy-MM-dd HH:mm}]";
}

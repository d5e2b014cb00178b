using System.Globalization;
using Presage.Jobs.Definitions;

namespace Presage.Application.Jobs;

/// <summary>What starts a job, in words.</summary>
internal static class JobWords
{
    public static string? Of(ScheduleDefinition? schedule) => schedule switch
    {
        null => null,
        { Every: { } every, Offset: var offset } => $"every {Span(every)}{(offset > TimeSpan.Zero ? $" + {Span(offset)}" : "")}",
        _ => $"{schedule.Cron} {schedule.Zone}",
    };

    /// <summary>With everything that decides when it starts the job, so that triggers of two versions are the same if these are.</summary>
    public static string Of(TriggerDefinition trigger) => trigger switch
    {
        NewDataTrigger data => $"new-data {data.Dataset.Text}"
            + (data.Kinds.Count > 0 ? $" {(data.Complete ? "all of " : "")}{string.Join(", ", data.Kinds)}" : "")
            + (data.Quiet > TimeSpan.Zero ? $" quiet {Span(data.Quiet)}" : "") + (data.Gap > TimeSpan.Zero ? $" gap {Span(data.Gap)}" : ""),
        GridPointTrigger point => $"grid-point {point.Dataset.Text}",
        ModelPromotedTrigger model => $"model-promoted {model.Model.Text}",
        JobEndedTrigger job => $"job-ended {job.Job} {JobRunDocuments.Name(job.When)}",
        _ => trigger.ToString(),
    };

    public static string Span(TimeSpan span) => span switch
    {
        { Ticks: var ticks } when ticks > 0 && ticks % TimeSpan.TicksPerDay == 0 => Number(span.TotalDays, "d"),
        { Ticks: var ticks } when ticks > 0 && ticks % TimeSpan.TicksPerHour == 0 => Number(span.TotalHours, "h"),
        { Ticks: var ticks } when ticks > 0 && ticks % TimeSpan.TicksPerMinute == 0 => Number(span.TotalMinutes, "m"),
        _ => Number(span.TotalSeconds, "s"),
    };

    private static string Number(double value, string unit) => value.ToString("0.###", CultureInfo.InvariantCulture) + unit;
}

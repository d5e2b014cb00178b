using System.Text.Json.Nodes;
using Presage.Connections.Events;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Stores;
using Presage.Jobs.Definitions;
using Presage.Scenarios;
using Presage.Storage;

namespace Presage.Scheduler.Steps;

/// <summary>Has connections told something; Monitoring delivers it. The same step tells each of them once.</summary>
internal sealed class NotifyDeed(
    IConnections connections, IDeliveries deliveries, IJobRuns jobRuns, IRuns runs, StoreTime time) : IDeed
{
    public string Kind => StepKinds.Notify;

    public async Task<IReadOnlyDictionary<string, string>> DoAsync(DoStep step, StepArguments arguments, CancellationToken cancellation)
    {
        var names = arguments.List("to");
        if (names.Count == 0)
            arguments.Text("to");
        foreach (var name in names)
            await CheckAsync(step, name, cancellation);

        // The same each time that it is done, or a delivery would not be known again.
        var asked = await runs.FindAsync(step.RunId, cancellation);
        var now = asked?.StartedAt ?? await time.NowAsync(cancellation);
        var told = await EventOfAsync(step, arguments, now, cancellation);
        foreach (var name in names)
            await deliveries.AddAsync(told.To(name, now), cancellation);

        return new Dictionary<string, string>();
    }

    private async Task<ConnectionEvent> EventOfAsync(
        DoStep step, StepArguments arguments, DateTime now, CancellationToken cancellation)
    {
        var run = await jobRuns.FindAsync(step.JobRun, cancellation);
        var job = run?.Job ?? "";
        var title = arguments.OptionalText("subject") ?? TitleOf(step, run);
        return new ConnectionEvent(
            step.RunId, $"/jobs/{job}", EventTypes.Notification, step.JobRun, now, title, arguments.OptionalText("text") ?? TextOf(run),
            "Look at the job's history.", FactsOf(step, run, job));
    }

    private static JsonObject FactsOf(DoStep step, JobRun? run, string job)
    {
        var facts = new JsonObject { ["job"] = job, ["jobRun"] = step.JobRun, ["step"] = step.Step };
        if (run?.From is { } from)
            facts["from"] = Times.Format(from);
        if (run?.To is { } to)
            facts["to"] = Times.Format(to);

        return facts;
    }

    private static string TitleOf(DoStep step, JobRun? run) => run?.Steps.Any(other => other.State == StepState.Failed) == true
        ? $"{run.Job}: a step of {step.JobRun} has failed" : $"{run?.Job}: {step.JobRun}";

    private static string TextOf(JobRun? run) => string.Join(
        ' ', run?.Steps.Where(other => other.EndedAt is not null).Select(other =>
            $"{other.Step}{(other.Item is null ? "" : $" for {other.Item}")} {other.State.ToString().ToLowerInvariant()}"
            + $"{(other.State == StepState.Succeeded || other.Why is null ? "." : $": {other.Why}")}") ?? []);

    /// <exception cref="PresageException"><c>unknown-connection</c>.</exception>
    private async Task CheckAsync(DoStep step, string name, CancellationToken cancellation)
    {
        if (await connections.FindAsync(name, cancellation) is null)
            throw new PresageException(
                ErrorKind.NotFound, "unknown-connection", $"The step {step.Step} tells '{name}', which is no connection.",
                "Apply the connection, or name another in the job's definition.");
    }
}

using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Observability;
using Presage.Storage.Runs;

namespace Presage.Hosting.Runs;

/// <summary>
/// Works on slices with exactly-once effect: a slice that is done is not done again, and whoever finds the last one done publishes the stage's event,
/// also when a redelivered message finds so because the first completion was lost.
/// </summary>
public sealed class SliceRunner(IRuns runs, ISliceAttempts attempts, RunTracker tracker, PresageMetrics metrics, TimeProvider clock)
{
    internal static readonly string Worker = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <param name="work">Does the slice's work under deterministic ids; gives the rows worked on and what the stage's end needs to know.</param>
    /// <param name="complete">Publishes the stage's event.</param>
    public async Task RunAsync<T>(
        ConsumeContext<T> context, string stage, int slice, Func<Run, Task<SliceOutcome>> work, Func<Run, StageProgress, Task> complete)
        where T : class, IRunMessage
    {
        var cancellation = context.CancellationToken;
        if (await tracker.FindRunningAsync(RunIds.Of(context.Message, context.MessageId), cancellation) is not { } run)
            return;

        var progress = await runs.ProgressAsync(run.Id, stage, cancellation);
        if (progress is null || !await runs.IsSliceDoneAsync(run.Id, stage, slice, cancellation))
            progress = await WorkAsync(context, run, stage, slice, work);

        if (progress.IsComplete)
            await complete(run, progress);
    }

    private async Task<StageProgress> WorkAsync<T>(
        ConsumeContext<T> context, Run run, string stage, int slice, Func<Run, Task<SliceOutcome>> work)
        where T : class, IRunMessage
    {
        using var activity = PresageActivity.Source.StartActivity($"{stage} slice");
        activity?.SetTag("presage.run", run.Id).SetTag("presage.slice", slice);

        var startedAt = clock.GetUtcNow().UtcDateTime;
        var attempt = await attempts.BeginAsync(run.Id, stage, slice, Worker, startedAt, context.CancellationToken);
        var outcome = await work(run);
        var endedAt = clock.GetUtcNow().UtcDateTime;

        metrics.SliceDone(stage, outcome.Rows, endedAt - startedAt);
        var record = new SliceRecord(slice, Worker, attempt, startedAt, endedAt, outcome.Rows, outcome.Result);
        return await runs.CompleteSliceAsync(run.Id, stage, record, context.CancellationToken);
    }
}

/// <param name="Rows">Rows the slice worked on.</param>
/// <param name="Result">What the stage's end needs to know, as JSON.</param>
public readonly record struct SliceOutcome(long Rows, string? Result = null);

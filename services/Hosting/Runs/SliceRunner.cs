using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Hosting.Life;
using Presage.Hosting.Observability;
using Presage.Hosting.Stores;
using Presage.Hosting.Workers;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>
/// Works on slices with exactly-once effect: a slice that is done is not done again, and whoever finds the last one done publishes the
/// stage's event, also when a redelivered message finds so because the first completion was lost. A run that has ended wants nothing more:
/// its slices in hand are given up, whatever goes wrong with them meanwhile is no fault, and no event of theirs is published.
/// </summary>
public sealed class SliceRunner(
    IRuns runs, ISliceAttempts attempts, RunTracker tracker, RunNews news, PresageMetrics metrics, WorkerActivity activity,
    StoreTime time, TimeProvider clock, ILogger<SliceRunner> log)
{
    /// <param name="work">
    /// Does the slice's work, until the run ends, under deterministic ids; gives the rows worked on and what the stage's end needs to know.
    /// </param>
    /// <param name="complete">Publishes the stage's event.</param>
    /// <exception cref="Engine.PresageException"><c>unknown-stage</c>, <c>unknown-slice</c>.</exception>
    public async Task RunAsync<T>(
        ConsumeContext<T> context, string stage, int slice, Func<Run, CancellationToken, Task<SliceOutcome>> work,
        Func<Run, StageProgress, Task> complete)
        where T : class, IRunMessage
    {
        // A transport in memory hands the next slice over only when this one waits for something, which one of an embedded store never may.
        await Task.Yield();
        var cancellation = context.CancellationToken;
        if (await tracker.FindRunningAsync(RunIds.Of(context.Message, context.MessageId), cancellation) is not { } run)
            return;

        var progress = await runs.ProgressAsync(run.Id, stage, cancellation) ?? throw RunErrors.UnknownStage(run, stage);
        if (slice < 0 || slice >= progress.Slices)
            throw RunErrors.UnknownSlice(run, progress, slice);
        if (!await HasWhatItNeedsAsync(run, stage, cancellation))
            return;
        if (progress is { Done: 0 } || !await runs.IsSliceDoneAsync(run.Id, stage, slice, cancellation))
            progress = await WorkAsync(context, run, stage, slice, work);

        if (progress is { IsComplete: true })
            await complete(run, progress);
    }

    /// <returns>How far the stage is; null when the run has ended meanwhile.</returns>
    private async Task<StageProgress?> WorkAsync<T>(
        ConsumeContext<T> context, Run run, string stage, int slice, Func<Run, CancellationToken, Task<SliceOutcome>> work)
        where T : class, IRunMessage
    {
        using var span = PresageActivity.Source.StartActivity($"{stage} slice");
        span?.SetTag(PresageActivity.RunTag, run.Id).SetTag("presage.slice", slice);

        var cancellation = context.CancellationToken;
        var (startedAt, began) = (await time.NowAsync(cancellation), clock.GetTimestamp());
        var attempt = await attempts.BeginAsync(run.Id, stage, slice, ProcessLife.Worker, startedAt, cancellation);
        if (context.TryGetPayload(out RunScope? scope))
            scope.TakeUp(stage, slice, attempt);

        Log.SliceBegins(log, slice, stage, run.Kind, run.Id, run.Dataset, attempt, ProcessLife.Worker);
        activity.Take(run.Id, stage, slice, startedAt);

        // The run as it is after the attempt was begun: should it be set running again from now on, the attempt is void.
        if (await FindAgainAsync(run, stage, cancellation) is not { } current
            || await OutcomeAsync(current, work, cancellation) is not { } outcome)
            return null;

        // An end is its beginning and what was measured: the time of day may be set meanwhile.
        var took = clock.GetElapsedTime(began);
        var endedAt = startedAt + took;
        metrics.SliceDone(stage, outcome.Rows, took);
        var record = new SliceRecord(slice, ProcessLife.Worker, attempt, startedAt, endedAt, outcome.Rows, outcome.Result);
        var progress = await runs.CompleteSliceAsync(run.Id, stage, record, cancellation);
        Log.SliceDone(
            log, slice, stage, run.Kind, run.Id, run.Dataset, Math.Round(took.TotalSeconds, 3), outcome.Rows, attempt, ProcessLife.Worker);
        activity.Finish(run.Id, stage, slice, endedAt);
        news.Tell(run.Id);
        return await tracker.IsStillRunningAsync(current, cancellation) ? progress : null;
    }

    /// <summary>Whether slices of the stage can be worked on: all but those that build features need them.</summary>
    private async Task<bool> HasWhatItNeedsAsync(Run run, string stage, CancellationToken cancellation) =>
        stage == Stages.Features || await tracker.IsBuiltAsync(run.Id, cancellation);

    /// <summary>What slices need is still there, as long as the run was not set running again.</summary>
    private async Task<Run?> FindAgainAsync(Run run, string stage, CancellationToken cancellation) =>
        await tracker.FindRunningAsync(run.Id, cancellation) is { } now
            && (now.Retries == run.Retries || await HasWhatItNeedsAsync(now, stage, cancellation)) ? now : null;

    private async Task<SliceOutcome?> OutcomeAsync(
        Run run, Func<Run, CancellationToken, Task<SliceOutcome>> work, CancellationToken cancellation)
    {
        await using var watch = new SliceCancellation(tracker, run, cancellation);
        try
        {
            return await work(run, watch.Ended);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            if (await tracker.IsStillRunningAsync(run, cancellation))
                throw;

            return null;
        }
    }
}

/// <param name="Rows">Rows the slice worked on.</param>
/// <param name="Result">What the stage's end needs to know, as JSON.</param>
public readonly record struct SliceOutcome(long Rows, string? Result = null);

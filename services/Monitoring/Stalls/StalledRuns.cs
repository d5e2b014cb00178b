using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Observability;
using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Monitoring.Stalls;

/// <summary>
/// Wakes running runs in which nothing happens any more, by publishing their requests once more: whoever plans a run sends what is missing
/// of it. One that does not move however often it is woken is failed with what is known about it. Of several processes that look at once
/// one wakes a run.
/// </summary>
internal sealed class StalledRuns(
    IRuns runs, ISliceAttempts attempts, IRunWakes wakes, RunTracker tracker, IBus bus, StalledRunOptions options,
    PresageMetrics metrics, StoreTime time,
    ILogger<StalledRuns> logger)
{
    public async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var run in (await runs.UnfinishedAsync(cancellation)).Where(run => run.IsOfServices()))
            await LookAtAsync(run, cancellation);
    }

    private async Task LookAtAsync(Run run, CancellationToken cancellation)
    {
        var earlier = await wakes.ListAsync(run.Id, cancellation);
        var now = await time.NowAsync(cancellation);
        var verdict = StallVerdict.Of(run, await runs.ActivityAsync(run.Id, cancellation), earlier, options, now);
        if (verdict.Step == Step.Wait)
            return;

        var why = await DescribeAsync(run, verdict.Since, cancellation);
        if (verdict.Step == Step.Wake)
            await WakeAsync(run, (earlier.Count == 0 ? 0 : earlier[^1].Number) + 1, why, cancellation);
        else
            await GiveUpAsync(run, verdict.Wakes, why, cancellation);
    }

    private async Task WakeAsync(Run run, int number, string why, CancellationToken cancellation)
    {
        if (!await wakes.AddAsync(run.Id, new RunWake(number, await time.NowAsync(cancellation), why), cancellation))
            return;

        metrics.RunWoken(run.Kind);
        Log.RunWoken(logger, run.Id, number, why);
        await bus.PublishRequestAsync(run, $"wake/{number}", cancellation);
    }

    private async Task GiveUpAsync(Run run, int woken, string why, CancellationToken cancellation)
    {
        var stuck = new PresageException(
            ErrorKind.Internal, "stuck", $"The run {run.Id} is stuck. {why} It was woken {woken} times since, and nothing moved.",
            "See that every service runs and what its log says, then retry the run.");
        if (await tracker.FailAsync(run.Id, stuck, cancellation) is not { } failed)
            return;

        Log.RunGivenUp(logger, run.Id, woken, why);
        await bus.Publish(
            failed, publish => publish.MessageId = MessageIds.Of(run.Id, nameof(RunFailed), $"stuck/{run.Retries}"), cancellation);
    }

    private async Task<string> DescribeAsync(Run run, DateTime since, CancellationToken cancellation)
    {
        var stages = await runs.StagesAsync(run.Id, cancellation);
        if (StallReport.StageOf(stages) is not { } stage)
            return StallReport.Describe(stages, [], since);

        var done = (await runs.SlicesAsync(run.Id, stage.Stage, cancellation)).Select(slice => slice.Slice).ToHashSet();
        var begun = await attempts.ListAsync(run.Id, stage.Stage, cancellation);
        return StallReport.Describe(stages, [.. begun.Where(slice => !done.Contains(slice.Slice))], since);
    }
}

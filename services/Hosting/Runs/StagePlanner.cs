using System.Globalization;
using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Stores;
using Presage.Hosting.Workers;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>Plans stages of runs: their number of slices goes into the ledger, and each slice that is not done becomes a message.</summary>
public sealed class StagePlanner(
    IRuns runs, RunNews news, BulkQueues bulk, WorkerActivity activity, StoreTime time, ILogger<StagePlanner> log)
{
    /// <summary>Puts a stage into the ledger unless it is there, before its messages are sent.</summary>
    public async Task AddAsync(Run run, string stage, int slices, CancellationToken cancellation) =>
        await runs.PlanStageAsync(run.Id, stage, slices, await time.NowAsync(cancellation), cancellation);

    /// <param name="message">The message of a slice, by number.</param>
    /// <param name="complete">Publishes the stage's event, for when every slice is done already.</param>
    public async Task PlanAsync<T>(
        ConsumeContext context, Run run, string stage, int slices, Func<int, T> message, Func<StageProgress, Task> complete)
        where T : class, IRunMessage
    {
        var cancellation = context.CancellationToken;
        await runs.PlanStageAsync(run.Id, stage, slices, await time.NowAsync(cancellation), cancellation);
        news.Tell(run.Id);
        var isBegun = await runs.ProgressAsync(run.Id, stage, cancellation) is { Done: > 0 } or { IsComplete: true };
        var done = isBegun ? (await runs.SlicesAsync(run.Id, stage, cancellation)).Select(slice => slice.Slice).ToHashSet() : [];
        var address = bulk.Of<T>(slices, run.IsBulk());
        Log.StagePlanned(log, run.Id, run.Kind, run.Dataset, stage, slices, slices - done.Count);
        await SendAsync(
            run, slices - done.Count, Enumerable.Range(0, slices).Where(slice => !done.Contains(slice)),
            slice => context.PublishOnceAsync(
                message(slice), string.Create(CultureInfo.InvariantCulture, $"{stage}/{slice}"), address));

        // One that was not begun is completed by whoever does its last slice.
        if (isBegun && await runs.ProgressAsync(run.Id, stage, cancellation) is { IsComplete: true } progress)
            await complete(progress);
    }

    /// <summary>Each message waits for the broker's confirmation, so that many take their time.</summary>
    private async Task SendAsync(Run run, int count, IEnumerable<int> slices, Func<int, Task> send)
    {
        try
        {
            foreach (var (sent, slice) in slices.Index())
            {
                activity.Plan(run.Id, WorkerActivity.Slices, sent, count);
                await send(slice);
            }
        }
        finally
        {
            activity.PlanNoMore(run.Id);
        }
    }
}

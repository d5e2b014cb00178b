using MassTransit;
using Presage.Cli.Output;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Cli.Execution;

/// <summary>Starts a run, or takes up one that an earlier process left unfinished or that has failed, and waits until the ledger says that it has ended.</summary>
internal sealed class RunDriver(IRuns runs, IBus bus, RunCancel cancel, RunRetry retry, FaultWatch faults, TimeProvider clock)
{
    private static readonly TimeSpan TimeToRecordCancellation = TimeSpan.FromSeconds(3);

    /// <param name="request">The start message for a run id.</param>
    /// <exception cref="PresageException">The run failed or was cancelled.</exception>
    public async Task<Run> ExecuteAsync<T>(string kind, Func<string?, T> request, IProgressView progress, CancellationToken cancellation)
        where T : class, IRunMessage
    {
        var unfinished = await runs.FindUnfinishedAsync(RunIds.KeyOf(request(null)), cancellation);
        var id = unfinished?.Id ?? RunIds.New(kind, clock.GetUtcNow());
        return await EndOfAsync(id, () => bus.PublishRequestAsync(request(id), cancellation), progress, cancellation);
    }

    /// <exception cref="PresageException">The run cannot be set running again, or did not succeed this time either.</exception>
    public async Task<Run> RetryAsync(string id, IProgressView progress, CancellationToken cancellation) =>
        await EndOfAsync(id, () => retry.RetryAsync(id, bus, cancellation), progress, cancellation);

    private async Task<Run> EndOfAsync(string id, Func<Task> start, IProgressView progress, CancellationToken cancellation)
    {
        faults.Clear();
        try
        {
            await start();
            var ended = await progress.FollowAsync(report => new RunWatch(runs).UntilEndedAsync(id, report, () => faults.Latest, cancellation));
            return Succeeded(ended);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(TimeToRecordCancellation);
            await cancel.CancelAsync(id, "The command was interrupted.", patience.Token);
            throw;
        }
    }

    public static Run Succeeded(Run run) => run.State == RunState.Succeeded
        ? run
        : throw new PresageException(
            ErrorKind.Invalid, run.Error?.Code ?? "run-failed", run.Error?.Message ?? $"The run {run.Id} {run.State.ToString().ToLowerInvariant()}.", run.Error?.Remedy ?? "Give the command again.");
}

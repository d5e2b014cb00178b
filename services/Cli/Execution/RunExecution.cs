using Presage.Application.Runs;
using Presage.Cli.Composition;
using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Execution;

/// <summary>
/// Commands that have a run done: they ask for it, show how far it is, and answer with what it says. Whoever interrupts the command ends
/// the run.
/// </summary>
internal static class RunExecution
{
    private static readonly TimeSpan TimeToRecordCancellation = TimeSpan.FromSeconds(3);

    /// <typeparam name="T">The result of the run's kind.</typeparam>
    /// <exception cref="Engine.PresageException">The run failed or was cancelled.</exception>
    public static async Task<T> ExecuteAsync<T>(this CommandCall call, EmbeddedServices services, Func<IRunRequests, Task<StartedRun>> ask)
    {
        var run = await call.UntilEndedAsync(services, ask);
        return await services.Get<IRunActions>().ResultAsync<T>(run, call.Cancellation);
    }

    /// <returns>The run, which has ended, however it did.</returns>
    public static async Task<string> UntilEndedAsync(
        this CommandCall call, EmbeddedServices services, Func<IRunRequests, Task<StartedRun>> ask)
    {
        var runs = services.Get<IRunActions>();
        var (run, _, _) = await ask(services.Get<IRunRequests>());
        try
        {
            await call.Terminal.FollowAsync(runs, run, estimate: false, call.Cancellation);
            return run;
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(TimeToRecordCancellation);
            await runs.TryCancelAsync(run, "The command was interrupted.", patience.Token);
            throw;
        }
    }

    /// <summary>Shows how far a run is until it has ended.</summary>
    public static Task FollowAsync(this Terminal terminal, IRunActions runs, string run, bool estimate, CancellationToken cancellation) =>
        terminal.Progress().FollowAsync(async report =>
        {
            await foreach (var progress in runs.FollowAsync(run, estimate, cancellation))
                report(ProgressStep.Of(progress));

            return run;
        });
}

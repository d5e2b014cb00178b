using Presage.Application.Runs;
using Presage.Cli.Composition;
using Presage.Cli.Output;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Monitoring.Deliveries;

namespace Presage.Cli.Execution;

/// <summary>
/// Commands that have a run done: they ask for it, show how far it is, and answer with what it says. Whoever interrupts the command ends
/// the run.
/// </summary>
internal static class RunExecution
{
    private static readonly TimeSpan TimeToRecordCancellation = TimeSpan.FromSeconds(3);

    /// <summary>Longer than an attempt takes.</summary>
    private static readonly TimeSpan TimeToTell = TimeSpan.FromSeconds(15);

    /// <typeparam name="T">The result of the run's kind.</typeparam>
    /// <exception cref="PresageException">The run failed or was cancelled.</exception>
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
        var (run, _, _) = await call.Terminal.ToldAsync(ask(services.Get<IRunRequests>()), services.WhatPublishesWaitFor);
        try
        {
            await call.Terminal.FollowAsync(runs, run, estimate: false, services.RunElsewhere, call.Cancellation);
            if (!services.RunElsewhere)
                await call.UntilToldAsync(services);

            return run;
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(TimeToRecordCancellation);
            await runs.TryCancelAsync(run, "The command was interrupted.", patience.Token);
            throw;
        }
    }

    /// <summary>What connections are to be told they are told before the process ends, or another one tells them.</summary>
    private static async Task UntilToldAsync(this CommandCall call, EmbeddedServices services)
    {
        if (await services.Get<DeliveryWait>().UntilToldAsync(TimeToTell, call.Cancellation) is > 0 and var waiting)
            call.Terminal.Note(
                $"Connections have not taken {waiting} deliveries yet; they are tried again by the next command that works, "
                + "or by presage serve.");
    }

    /// <summary>Shows how far a run is until it has ended.</summary>
    /// <param name="isElsewhere">Whether other processes work on it, with which it goes on when this one ends.</param>
    /// <exception cref="PresageException">The store was lost, which does not end the run.</exception>
    public static async Task FollowAsync(
        this Terminal terminal, IRunActions runs, string run, bool estimate, bool isElsewhere, CancellationToken cancellation)
    {
        try
        {
            await terminal.Progress().FollowAsync(async report =>
            {
                await foreach (var progress in runs.FollowAsync(run, estimate, cancellation))
                    report(ProgressStep.Of(progress));

                return run;
            });
        }
        catch (PresageException lost) when (lost.Kind is ErrorKind.Busy or ErrorKind.Unavailable)
        {
            throw new PresageException(
                lost.Kind, isElsewhere ? "run-out-of-sight" : lost.Code, lost.Message,
                isElsewhere ? $"The run {run} goes on where its services are; follow it once the store answers again."
                    : $"{lost.Remedy} What is stored is kept: given again, the command goes on with the run {run}.",
                lost)
            {
                Run = run,
            };
        }
    }
}

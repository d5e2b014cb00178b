using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Errors;
using Presage.Hosting.Life;
using Presage.Scheduler.Leading;

namespace Presage.Scheduler.Ticking;

/// <summary>
/// Looks after jobs for as long as this process leads: one loop decides about jobs, for which it takes the store alone, and another
/// advances their runs, which may have to wait for the broker. Told to stop, it decides nothing more and gives the lease back.
/// </summary>
internal sealed class SchedulerLoop(
    Leadership leadership, JobLooks jobs, RunLooks runs, Bell bell, SchedulerOptions options, IHostApplicationLifetime lifetime,
    TimeProvider clock, ILogger<SchedulerLoop> log) : LifelongService(lifetime)
{
    private static readonly TimeSpan LongestRelease = TimeSpan.FromSeconds(3);

    protected override async Task LiveAsync(CancellationToken stoppingToken)
    {
        // The bus has to be there before anything is asked for, and it stops first.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, Lifetime.ApplicationStopping);
        if (!await HasStartedAsync(stopping.Token))
            return;

        await Task.WhenAll(
            leadership.HoldAsync(stopping.Token),
            LookAsync("jobs", jobs.LookAsync, stopping.Token),
            LookAsync("job runs", runs.LookAsync, stopping.Token));
        await ReleaseAsync();
    }

    private async Task<bool> HasStartedAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var told = Lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }

    private async Task LookAsync(string what, Func<Term, CancellationToken, Task> look, CancellationToken stopping)
    {
        var isAway = false;
        while (!stopping.IsCancellationRequested)
        {
            var rung = bell.Next;
            if (leadership.Term is { } term)
                isAway = await TryLookAsync(what, look, term, isAway, stopping);

            // While something is away a bell would have it be asked all the time.
            var pause = Task.Delay(options.Interval, clock, stopping);
            await (isAway ? pause : Task.WhenAny(pause, rung)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether store or broker are away.</returns>
    private async Task<bool> TryLookAsync(
        string what, Func<Term, CancellationToken, Task> look, Term term, bool wasAway, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping, term.Lost);
        try
        {
            await look(term, over.Token);
            if (wasAway)
                Log.LooksAgain(log, what);

            return false;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return wasAway;
        }
        catch (Exception exception)
        {
            if (!wasAway)
                Log.LookFailed(log, what, Failure.Of(exception, CancellationToken.None).Message);

            return true;
        }
    }

    /// <summary>A store that does not answer just then lets the lease run out.</summary>
    private async Task ReleaseAsync()
    {
        using var patience = new CancellationTokenSource(LongestRelease);
        await leadership.ReleaseAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

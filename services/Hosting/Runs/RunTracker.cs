using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Hosting.Errors;
using Presage.Hosting.Observability;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>Begins, pins and ends runs in the ledger.</summary>
public sealed class RunTracker(
    IRuns runs, RunNews news, RunClock runClock, StoreTime time, PresageMetrics metrics, ILogger<RunTracker> log)
{
    /// <summary>Stores round times to it.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// The run of a request, added to the ledger unless it is there; null when it has already ended and nothing is left to do.
    /// </summary>
    public async Task<Run?> BeginAsync<T>(
        string kind, T request, Guid? messageId, string dataset, DateTime? from, DateTime? to, CancellationToken cancellation)
        where T : IRunMessage
    {
        var id = RunIds.Of(request, messageId);
        var now = await time.NowAsync(cancellation);
        var run = await runs.StartAsync(
            new Run(id, kind, dataset, RunIds.KeyOf(request), Json.Write(request), Utc.Given(from), Utc.Given(to), now), cancellation);
        if (run.State != RunState.Running)
            return null;

        if ((run.StartedAt - now).Duration() < Rounding && run.Retries == 0)
        {
            runClock.Begun(run);
            Log.RunBegins(log, run.Id, run.Kind, run.Dataset);
        }
        else
            Log.RunGoesOn(log, run.Id, run.Kind, run.Dataset, run.Retries);

        return run;
    }

    /// <summary>A run that is still running; null when there is none or it has ended.</summary>
    public async Task<Run?> FindRunningAsync(string id, CancellationToken cancellation) =>
        await runs.FindAsync(id, cancellation) is { State: RunState.Running } run ? run : null;

    /// <summary>
    /// Like <see cref="FindRunningAsync"/>, but null also while features of the run are missing. A retry builds them anew; what was sent
    /// before it may come meanwhile, and is sent again when they are there.
    /// </summary>
    public async Task<Run?> FindBuiltAsync(string id, CancellationToken cancellation) =>
        await FindRunningAsync(id, cancellation) is { } run && await IsBuiltAsync(id, cancellation) ? run : null;

    /// <summary>Whether no features of the run are missing.</summary>
    public async Task<bool> IsBuiltAsync(string id, CancellationToken cancellation) =>
        await runs.ProgressAsync(id, Stages.Features, cancellation) is null or { IsComplete: true };

    /// <summary>Whether the run is still running, and was not ended and set running again meanwhile.</summary>
    public async Task<bool> IsStillRunningAsync(Run run, CancellationToken cancellation)
    {
        var isRunning = await FindRunningAsync(run.Id, cancellation) is { } now && now.Retries == run.Retries;
        if (!isRunning)
            news.Tell(run.Id);

        return isRunning;
    }

    /// <summary>Stores the run's plan unless it has one, and returns the one it has.</summary>
    public async Task<T> PinAsync<T>(string id, T plan, CancellationToken cancellation) =>
        Json.Read<T>(await runs.PinAsync(id, Json.Write(plan), cancellation));

    /// <exception cref="InvalidOperationException">The run has no plan.</exception>
    public static T PlanOf<T>(Run run) =>
        Json.Read<T>(run.Plan ?? throw new InvalidOperationException($"The run {run.Id} has no plan."));

    /// <summary>Since the run was started, or set running again.</summary>
    public double SecondsOf(Run run) => runClock.SecondsOf(run);

    public async Task SucceedAsync<T>(Run run, T result, CancellationToken cancellation)
    {
        var end = await runClock.EndOfAsync(run, cancellation);
        if (!await runs.EndAsync(run.Id, RunState.Succeeded, Json.Write(result), null, end, cancellation))
            return;

        news.Tell(run.Id);
        metrics.RunEnded(run.Kind, "succeeded");
        Log.RunSucceeded(log, run.Id, run.Kind, run.Dataset, SecondsOf(run));
    }

    /// <summary>
    /// Fails a run with the exception's reason; returns the event to publish, or null when the run had ended or is unknown.
    /// </summary>
    public async Task<RunFailed?> FailAsync(string id, Exception exception, CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } run)
            return null;

        var error = Failure.Of(exception, CancellationToken.None).ToRunError();
        if (!await runs.EndAsync(id, RunState.Failed, null, error, await runClock.EndOfAsync(run, cancellation), cancellation))
            return null;

        news.Tell(id);
        metrics.RunEnded(run.Kind, "failed");
        Log.RunFailed(log, run.Id, run.Kind, run.Dataset, error.Code, error.Message);
        return new RunFailed(run.Id, run.Kind, run.Dataset, error.Code, error.Message, error.Remedy);
    }
}

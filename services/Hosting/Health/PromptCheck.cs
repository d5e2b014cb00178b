using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Presage.Hosting.Health;

/// <summary>
/// A check that answers in time. What it asks may hang: it then says so, and asks nothing new before the former question has come to its
/// end, however often it is asked itself.
/// </summary>
internal sealed class PromptCheck<TCheck>(TCheck check, TimeProvider clock) : IHealthCheck
    where TCheck : class, IHealthCheck
{
    private readonly Lock _one = new();
    private Task<HealthCheckResult> _answer = Task.FromResult(default(HealthCheckResult));
    private long _askedAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var answer = Ask(context);
        try
        {
            return await answer.WaitAsync(HealthTimes.Check, clock, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            var seconds = Math.Round(clock.GetElapsedTime(_askedAt).TotalSeconds);
            return HealthCheckResult.Unhealthy($"The {context.Registration.Name} has not answered for {seconds} s.");
        }
    }

    /// <summary>Begins to ask, unless that is being done.</summary>
    private Task<HealthCheckResult> Ask(HealthCheckContext context)
    {
        lock (_one)
        {
            if (!_answer.IsCompleted)
                return _answer;

            _askedAt = clock.GetTimestamp();

            // What is asked may hold its thread.
            return _answer = Task.Run(() => AskAsync(context));
        }
    }

    private async Task<HealthCheckResult> AskAsync(HealthCheckContext context)
    {
        using var patience = new CancellationTokenSource(HealthTimes.Check, clock);
        return await check.CheckHealthAsync(context, patience.Token);
    }
}

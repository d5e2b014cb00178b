namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

/// <summary>
/// What is between workers and broker forgets their connections: they stay open at both ends, and nothing comes through any more. New ones
/// fare likewise for a while.
/// </summary>
internal sealed class HalfOpen : IInjury
{
    public Task HappenAsync(Disturbances during)
    {
        IDisposable? swallowing = null;
        return during.LastAsync(
            "half-open connections", during.Between(0.5, 5), () => DoAsync(() => swallowing = during.Arena.Way.Swallow()),
            () => DoAsync(() => swallowing!.Dispose()));
    }

    private static Task DoAsync(Action what)
    {
        what();
        return Task.CompletedTask;
    }
}

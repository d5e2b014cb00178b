namespace Presage.Hosting.Messaging;

/// <summary>Bounds a publish: while the broker is away one neither throws nor returns.</summary>
public static class PublishTimeout
{
    /// <summary>How long it is waited for that the broker has a message.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <exception cref="TimeoutException">The broker did not confirm the message in time; whether it has it is not known.</exception>
    public static async Task LimitAsync(Func<CancellationToken, Task> publish, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Longest);
        try
        {
            await publish(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The broker did not confirm a message within {Longest.TotalSeconds:0} seconds.");
        }
    }
}

using Microsoft.Extensions.Hosting;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Stores;

/// <summary>
/// What a process does with messages whose store is not there any more: nothing, so that they go back to their queue when it ends. Others
/// have the store, or this process does once it has begun anew.
/// </summary>
internal sealed class LostStore(IStoreIdentity identity, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static bool Is(Exception exception) => exception is PresageException known && StoreErrors.IsLost(known);

    /// <summary>Why the store cannot be used any more; null as long as it can, or as it is not known.</summary>
    public async Task<PresageException?> WhyAsync(CancellationToken cancellation)
    {
        try
        {
            await identity.ReadAsync(cancellation);
            return null;
        }
        catch (PresageException lost) when (StoreErrors.IsLost(lost))
        {
            return lost;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Waits until the store is back where it was, or the process stops.</summary>
    public async Task UntilOverAsync()
    {
        try
        {
            while (await WhyAsync(lifetime.ApplicationStopping) is not null)
                await Task.Delay(Pause, clock, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The process stops, and what it has in hand goes back.
        }
    }
}

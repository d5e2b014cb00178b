using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Messaging.Starting;

/// <summary>
/// What a process waits for before it takes messages: that its store is there. A store that does not suit ends the process, and a message
/// is no place to find that out.
/// </summary>
internal sealed class StoreGate(IStoreTopology store, TimeProvider clock, ILogger<StoreGate> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <param name="isPatient">Whether to wait for a store that may come; otherwise that it is not there is an error.</param>
    /// <exception cref="PresageException">What stands against using the store.</exception>
    public async Task PassAsync(bool isPatient, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await store.CheckAsync(cancellation);
                return;
            }
            catch (PresageException exception) when (isPatient && exception.Kind is ErrorKind.Busy or ErrorKind.Unavailable)
            {
                Log.WaitingForStore(log, store.Name, exception.Message, exception.Remedy);
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }
}

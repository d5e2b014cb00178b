using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Stores;

/// <summary>
/// Waits until processes of an earlier version have left the store. They may be stopped in peace, one after the other, while those of this
/// version stand by.
/// </summary>
internal static class StoreTurn
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="PresageException">What else stands against using the store.</exception>
    public static async Task AwaitAsync(IServiceProvider services)
    {
        var (said, clock) = ("", services.GetRequiredService<TimeProvider>());
        while (true)
        {
            try
            {
                // Asking for it opens it.
                services.GetRequiredService<IStoreTopology>();
                return;
            }
            catch (PresageException exception) when (exception.Code == StoreErrors.InUseCode)
            {
                if (said != exception.Message)
                    Log.StoreIsWaitedFor(
                        services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StoreTurn).FullName!),
                        $"{exception.Message} {exception.Remedy}");

                said = exception.Message;
            }

            await Task.Delay(Pause, clock);
        }
    }
}

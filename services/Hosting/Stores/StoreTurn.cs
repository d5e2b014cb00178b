using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Stores;

/// <summary>
/// Waits until the store can be opened: until processes of an earlier version have left it, which may be stopped in peace, one after the
/// other, while those of this version stand by; or until whoever else holds it lets go of it.
/// </summary>
internal static class StoreTurn
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A store that is opened in this time is not worth a word.</summary>
    private static readonly TimeSpan LongOpening = TimeSpan.FromSeconds(1);

    /// <param name="tell">Takes a sentence on what is waited for, whenever that changes.</param>
    /// <exception cref="PresageException">What else stands against using the store.</exception>
    public static async Task AwaitAsync(IServiceProvider services, Func<string, Task> tell)
    {
        var (said, clock) = ("", services.GetRequiredService<TimeProvider>());
        while (true)
        {
            try
            {
                // Asking for it opens it, and may hold the thread.
                var opening = Task.Run(services.GetRequiredService<IStoreTopology>);
                if (said.Length == 0 && await Task.WhenAny(opening, Task.Delay(LongOpening, clock)) != opening)
                    await tell("The store is not open yet: somebody else may hold it.");

                await opening;
                return;
            }
            catch (PresageException exception) when (exception.Code == StoreErrors.InUseCode)
            {
                var sentence = $"{exception.Message} {exception.Remedy}";
                if (said != sentence)
                    Log.StoreIsWaitedFor(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StoreTurn).FullName!), sentence);

                await tell(said = sentence);
            }

            await Task.Delay(Pause, clock);
        }
    }
}

using Microsoft.Extensions.Logging;
using Presage.Storage;

namespace Presage.Hosting.Stores;

/// <summary>Writes it to the log when the store is waited for.</summary>
internal sealed class LoggedWaits(ILogger<LoggedWaits> log) : IStoreWaits
{
    public void Waits(string sentence) => Log.StoreIsWaitedFor(log, sentence);
}

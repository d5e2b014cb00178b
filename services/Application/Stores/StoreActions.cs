using System.Diagnostics;
using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Stores;

internal sealed class StoreActions(Lazy<IStoreBackups> backups, Lazy<StoreInspector> inspector) : IStoreActions
{
    public async Task<StoreBackup> BackUpAsync(string file, bool overwrite, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var copy = await backups.Value.BackUpAsync(file, overwrite, cancellation);
        return new StoreBackup(
            copy.File, copy.Identity.Id, copy.Identity.Form, copy.BackedUp, copy.Bytes, copy.Counts, SecondsSince(begun));
    }

    public async Task<StoreRestored> RestoreAsync(string file, bool overwrite, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var copy = await backups.Value.RestoreAsync(file, overwrite, cancellation);
        return new StoreRestored(
            copy.File, copy.Identity.Id, copy.Identity.Form, copy.BackedUp, copy.Bytes, copy.Counts, SecondsSince(begun), copy.Former);
    }

    public Task<StoreReport> CheckAsync(CancellationToken cancellation) => inspector.Value.InspectAsync(cancellation);

    private static double SecondsSince(long begun) => Math.Round(Stopwatch.GetElapsedTime(begun).TotalSeconds, 3);
}

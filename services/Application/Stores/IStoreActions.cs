using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Stores;

/// <summary>The store as a whole: copies of it, and whether it is sound.</summary>
public interface IStoreActions
{
    /// <inheritdoc cref="Presage.Storage.IStoreBackups.BackUpAsync"/>
    Task<StoreBackup> BackUpAsync(string file, bool overwrite, CancellationToken cancellation);

    /// <inheritdoc cref="Presage.Storage.IStoreBackups.RestoreAsync"/>
    Task<StoreRestored> RestoreAsync(string file, bool overwrite, CancellationToken cancellation);

    /// <summary>Looks at everything, while others go on working in the store.</summary>
    /// <exception cref="PresageException">The store cannot be read at all.</exception>
    Task<StoreReport> CheckAsync(CancellationToken cancellation);
}

namespace Presage.Storage.Sqlite;

/// <summary>Opening the file has created it and brought it up to date.</summary>
internal sealed class SqliteTopology(SqliteStore store, IStoreIdentity identity) : IStoreTopology
{
    public string Name => store.File;

    public Task CheckAsync(CancellationToken cancellation) => identity.ReadAsync(cancellation);

    public Task<DeployedStore> DeployAsync(CancellationToken cancellation) => Task.FromResult(new DeployedStore([]));
}

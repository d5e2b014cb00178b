namespace Presage.Storage.Sqlite;

/// <summary>Opening the file has created it and brought it up to date.</summary>
internal sealed class SqliteTopology(SqliteStore store) : IStoreTopology
{
    public string Name => store.File;

    public Task DeployAsync(CancellationToken cancellation) => Task.CompletedTask;
}

using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>MongoDB brings programs for it, which know shards and users too.</summary>
internal sealed class MongoBackups(MongoAddress address) : IStoreBackups
{
    public Task<StoreCopy> BackUpAsync(string file, bool overwrite, CancellationToken cancellation) =>
        throw Elsewhere("mongodump");

    public Task<StoreCopy> RestoreAsync(string file, bool overwrite, CancellationToken cancellation) =>
        throw Elsewhere("mongorestore, while no service runs,");

    private PresageException Elsewhere(string program) => new(
        ErrorKind.Conflict, "backup-elsewhere",
        $"The store {address.Name} is a database of MongoDB, which has programs of its own for this.",
        $"Use {program} with the address of Storage__Uri and the database {address.Database}; then check the store.");
}

namespace Presage.Storage.Sqlite;

internal sealed class SqliteIdentity(SqliteStore store) : IStoreIdentity
{
    public Task<StoreIdentity> ReadAsync(CancellationToken cancellation) => store.ReadAsync(
        session =>
        {
            SqliteMark.Require(session, store.Id, writes: true, store.File);
            var mark = SqliteMark.Find(session)!;
            return new StoreIdentity(mark.Id, mark.Form, mark.Made, mark.Restored);
        },
        cancellation);
}

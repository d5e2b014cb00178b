namespace Presage.Storage.MongoDb;

internal sealed class MongoIdentity(MongoStore store) : IStoreIdentity
{
    public Task<StoreIdentity> ReadAsync(CancellationToken cancellation) => store.ReadAsync(
        async () =>
        {
            var mark = await store.RequireAsync(cancellation);
            return new StoreIdentity(mark.Id!, mark.Version, mark.Made);
        },
        cancellation);
}

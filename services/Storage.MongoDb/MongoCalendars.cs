using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoCalendars(MongoStore store) : ICalendars
{
    private IMongoCollection<BsonDocument> Calendars => store.Collection(MongoNames.Calendars);

    public Task ApplyAsync(NamedCalendar calendar, CancellationToken cancellation) => store.RunAsync(
        () => Calendars.ReplaceOneAsync(
            new BsonDocument("_id", calendar.Name), Write(calendar), new ReplaceOptions { IsUpsert = true }, cancellation),
        cancellation);

    public async Task<NamedCalendar?> FindAsync(string name, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.Calendars, new("_id", name), cancellation) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<NamedCalendar>> ListAsync(CancellationToken cancellation) =>
        await store.ListAsync(MongoNames.Calendars, [], new("_id", 1), null, Read, cancellation);

    public Task<bool> DeleteAsync(string name, CancellationToken cancellation) => store.RunAsync(
        async () => (await Calendars.DeleteOneAsync(new BsonDocument("_id", name), cancellation)).DeletedCount == 1, cancellation);

    private static BsonDocument Write(NamedCalendar calendar) => new()
    {
        ["_id"] = calendar.Name,
        ["definition"] = calendar.Definition,
        ["at"] = calendar.At.ToBson(),
        ["by"] = calendar.By,
    };

    private static NamedCalendar Read(BsonDocument row) =>
        new(row.GetString("_id"), row.GetString("definition"), row.GetTime("at"), row.GetString("by"));
}

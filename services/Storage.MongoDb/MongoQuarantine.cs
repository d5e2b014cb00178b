using System.Text.RegularExpressions;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoQuarantine(MongoStore store) : IQuarantine
{
    public Task AddAsync(string dataset, string run, IReadOnlyList<QuarantinedRow> rows, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            await MongoDeletion.DataSet.ThrowIfBegunAsync(store, dataset, cancellation);
            foreach (var part in rows.Chunk(MongoWrites.Batch))
                await store.Collection(MongoNames.Quarantine).InsertAbsentAsync(
                    [.. part.Select(row => Write(dataset, run, row))], cancellation);
        },
        cancellation);

    public Task RemoveAsync(string dataset, IReadOnlyList<QuarantineKey> rows, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            foreach (var part in rows.Chunk(MongoWrites.Batch))
                await store.Collection(MongoNames.Quarantine).DeleteManyAsync(
                    new BsonDocument { ["_id"] = MongoFilters.In(part.Select(IdOf)), ["dataset"] = dataset }, cancellation);
        },
        cancellation);

    public async Task<long> ChangeAsync(string dataset, IReadOnlyList<QuarantineChange> changes, CancellationToken cancellation)
    {
        var changed = 0L;
        foreach (var change in changes)
        {
            var fields = new BsonDocument { ["run"] = change.Place.Run };
            if (change.Reason is { } reason)
                fields["reason"] = reason;
            if (change.Text is { } text)
                fields["text"] = text;
            if (change.IsRestStored is { } isStored)
                fields["restStored"] = isStored;

            await store.RunAsync(
                async () => changed += (await store.Collection(MongoNames.Quarantine).UpdateOneAsync(
                    new BsonDocument { ["_id"] = IdOf(change.Place), ["dataset"] = dataset }, new BsonDocument("$set", fields),
                    cancellationToken: cancellation)).MatchedCount,
                cancellation);
        }

        return changed;
    }

    public Task RemoveAsync(string run, string file, CancellationToken cancellation) => store.RunAsync(
        () => store.Collection(MongoNames.Quarantine).DeleteManyAsync(
            new BsonDocument { ["run"] = run, ["file"] = file }, cancellation),
        cancellation);

    public async Task<IReadOnlyList<QuarantinedRow>> ReadAsync(string run, int most, CancellationToken cancellation) =>
        await store.ListAsync(
            MongoNames.Quarantine, new("run", run), new BsonDocument { ["file"] = 1, ["line"] = 1 }, most, Read, cancellation);

    public async Task<IReadOnlyList<QuarantineEntry>> PageAsync(
        QuarantineQuery query, QuarantineKey? after, int most, CancellationToken cancellation)
    {
        var filter = new BsonDocument("dataset", query.Dataset)
            .AddIfAny("run", query.Run).AddIfAny("source", query.Source);
        if (query.Reason is { } reason)
            filter.Add("reason", new BsonRegularExpression($"(^|; ){Regex.Escape(reason)}(; |$)"));

        return await store.ListAsync(
            MongoNames.Quarantine,
            after is null ? filter : filter.After(1, new("run", after.Run), new("file", after.File), new("line", after.Line)),
            new() { ["run"] = 1, ["file"] = 1, ["line"] = 1 },
            Math.Max(0, most),
            row => new QuarantineEntry(row.GetString("run"), Read(row)),
            cancellation);
    }

    public async Task<IReadOnlyList<QuarantineCount>> CountAsync(string dataset, CancellationToken cancellation)
    {
        var counts = await store.AggregateAsync(
            MongoNames.Quarantine,
            [
                new("$match", new BsonDocument("dataset", dataset)),
                new("$group", new BsonDocument
                {
                    ["_id"] = new BsonDocument { ["source"] = "$source", ["reason"] = "$reason" },
                    ["rows"] = new BsonDocument("$sum", 1),
                }),
            ],
            row => new QuarantineCount(
                row.GetDocument("_id").GetString("source"), row.GetDocument("_id").GetString("reason"), row["rows"].ToInt64()),
            cancellation);
        return [.. counts.OrderBy(count => count.Source, StringComparer.Ordinal).ThenBy(count => count.Reason, StringComparer.Ordinal)];
    }

    private static string IdOf(QuarantineKey row) => MongoIds.Of(row.Run, row.File, MongoIds.Number(row.Line));

    private static BsonDocument Write(string dataset, string run, QuarantinedRow row) => new()
    {
        ["_id"] = MongoIds.Of(run, row.File, MongoIds.Number(row.Line)),
        ["run"] = run,
        ["dataset"] = dataset,
        ["source"] = row.Source,
        ["file"] = row.File,
        ["line"] = row.Line,
        ["reason"] = row.Reason,
        ["text"] = row.Text,
        ["restStored"] = row.IsRestStored,
    };

    private static QuarantinedRow Read(BsonDocument row) => new(
        row.GetString("source"), row.GetString("file"), row["line"].ToInt64(), row.GetString("reason"), row.GetString("text"),
        row.GetValue("restStored", false).ToBoolean());
}

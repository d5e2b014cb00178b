using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>
/// MongoDB looks after its pages itself; what is looked at is whether everything is there that something belongs to. It is not read as of
/// one moment, so that what is being written may look like a rest for as long as that takes.
/// </summary>
internal sealed class MongoCheck(MongoStore store, IStoreIdentity identity, MongoSettings settings) : IStoreCheck
{
    private readonly MongoModels _models = new(store, settings);

    public async Task<StoreState> ReadAsync(CancellationToken cancellation)
    {
        var now = await identity.ReadAsync(cancellation);
        var (bytes, free) = await SizeAsync(cancellation);
        return new StoreState(store.Name, now, bytes, free, await KindsAsync(cancellation), [
            .. await new MongoReferences(store).ListAsync(cancellation),
            .. await DamagedModelsAsync(cancellation),
        ]);
    }

    private async Task<IReadOnlyList<StoredKind>> KindsAsync(CancellationToken cancellation) =>
    [
        await KindAsync(StoredKind.DataSets, MongoNames.DataSets, "createdAt", null, cancellation: cancellation),
        await KindAsync(StoredKind.Readings, MongoNames.Telemetry, "first", "readings", "last", cancellation: cancellation),
        await KindAsync(StoredKind.Events, MongoNames.Events, "time", null, cancellation: cancellation),
        await KindAsync(StoredKind.Machines, MongoNames.Machines, null, null, cancellation: cancellation),
        await KindAsync(StoredKind.Quarantine, MongoNames.Quarantine, null, null, cancellation: cancellation),
        await KindAsync(StoredKind.Runs, MongoNames.Runs, "startedAt", null, cancellation: cancellation),
        await KindAsync(StoredKind.Features, MongoNames.FeatureParts, null, null, cancellation: cancellation),
        await KindAsync(StoredKind.Models, MongoNames.Models, "createdAt", null, cancellation: cancellation),
        await KindAsync(StoredKind.Results, MongoNames.ResultSets, "createdAt", null, cancellation: cancellation),
        await KindAsync(StoredKind.Predictions, MongoNames.Predictions, "time", null, cancellation: cancellation),
        await KindAsync(StoredKind.Alarms, MongoNames.Alarms, "time", null, cancellation: cancellation),
        await KindAsync(StoredKind.Faults, MongoNames.Faults, "at", null, cancellation: cancellation),
        await KindAsync(StoredKind.Jobs, MongoNames.Jobs, null, null, cancellation: cancellation),
        await KindAsync(StoredKind.Occurrences, MongoNames.Occurrences, "nominal", null, cancellation: cancellation),
        await KindAsync(StoredKind.JobRuns, MongoNames.JobRuns, "createdAt", null, cancellation: cancellation),
        await KindAsync(StoredKind.Deliveries, MongoNames.Deliveries, "createdAt", null, cancellation: cancellation),
    ];

    /// <param name="sum">The field that says how many a document holds; null when it is one.</param>
    private async Task<StoredKind> KindAsync(
        string kind, string collection, string? first, string? sum, string? last = null, CancellationToken cancellation = default)
    {
        var group = new BsonDocument
        {
            ["_id"] = BsonNull.Value,
            ["count"] = new BsonDocument("$sum", sum is null ? 1 : $"${sum}"),
        };
        if (first is not null)
            group.AddRange(new BsonDocument
            {
                ["first"] = new BsonDocument("$min", $"${first}"),
                ["last"] = new BsonDocument("$max", $"${last ?? first}"),
            });

        var found = (await store.AggregateAsync(collection, [new("$group", group)], row => row, cancellation)).SingleOrDefault();
        return found is null ? new StoredKind(kind, 0, 0) : new StoredKind(
            kind, found["count"].ToInt64(), await BytesAsync(collection, cancellation), TimeOf(found, "first"), TimeOf(found, "last"));
    }

    private static DateTime? TimeOf(BsonDocument row, string field) =>
        row.GetValue(field, BsonNull.Value) is BsonDateTime time ? time.ToUniversalTime() : null;

    private async Task<long?> BytesAsync(string collection, CancellationToken cancellation) =>
        (await StatisticsAsync(new("collStats", collection), cancellation))?.GetValue("storageSize", BsonNull.Value) is
        {
            IsNumeric: true,
        } bytes ? bytes.ToInt64() : null;

    private async Task<(long? Bytes, long? Free)> SizeAsync(CancellationToken cancellation)
    {
        if (await StatisticsAsync(new("dbStats", 1), cancellation) is not { } size)
            return (null, null);

        var bytes = Number("storageSize") + (Number("indexSize") ?? 0);
        return (bytes, Number("fsTotalSize") - Number("fsUsedSize"));

        long? Number(string field) => size.GetValue(field, BsonNull.Value) is { IsNumeric: true } number ? number.ToInt64() : null;
    }

    /// <summary>Null where the server does not say, or not to this user.</summary>
    private async Task<BsonDocument?> StatisticsAsync(BsonDocument command, CancellationToken cancellation)
    {
        try
        {
            return await store.ReadAsync(
                () => store.Database.RunCommandAsync<BsonDocument>(command, cancellationToken: cancellation), cancellation);
        }
        catch (PresageException refused) when (refused.Kind is ErrorKind.Invalid or ErrorKind.Forbidden)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<StoreFinding>> DamagedModelsAsync(CancellationToken cancellation)
    {
        var findings = new List<StoreFinding>();
        foreach (var version in await _models.ListAsync(null, cancellation))
        {
            try
            {
                await _models.ArtifactAsync(version.Name, version.Number, cancellation);
            }
            catch (PresageException damaged) when (damaged.Kind == ErrorKind.Damaged)
            {
                findings.Add(StoreFindings.DamagedModel(version.Name, version.Number));
            }
        }

        return findings;
    }
}

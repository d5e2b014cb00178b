using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoAlarms(MongoStore store) : IAlarms
{
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    public Task<IReadOnlyList<Alarm>> AddAsync(IReadOnlyList<Alarm> alarms, CancellationToken cancellation) =>
        store.RunAsync<IReadOnlyList<Alarm>>(
            async () =>
            {
                foreach (var results in alarms.Select(alarm => alarm.Results).Distinct())
                    await MongoDeletion.ResultSet.ThrowIfBegunAsync(store, results, cancellation);

                var added = new List<Alarm>();
                foreach (var part in alarms.Chunk(MongoWrites.Batch))
                {
                    var there = await store.Collection(MongoNames.Alarms).InsertAbsentAsync([.. part.Select(Write)], cancellation);
                    added.AddRange(part.Where((_, i) => !there.Contains(i)));
                }

                return added;
            },
            cancellation);

    public Task UpdateEndsAsync(IReadOnlyList<Alarm> alarms, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            foreach (var part in alarms.Chunk(MongoWrites.Batch))
                await store.Collection(MongoNames.Alarms).BulkWriteAsync(part.Select(UpdateOf), Unordered, cancellation);
        },
        cancellation);

    public async Task<IReadOnlyList<Alarm>> ReadAsync(
        string results, IReadOnlyCollection<string>? machines, CancellationToken cancellation)
    {
        var alarms = await store.ListAsync(
            MongoNames.Alarms, new BsonDocument("results", results).AddIfAny("machine", machines), Read, cancellation);
        return
        [
            .. alarms.OrderBy(alarm => alarm.Machine, MachineOrder.Instance).ThenBy(alarm => alarm.Time)
                .ThenBy(alarm => alarm.Component, StringComparer.Ordinal),
        ];
    }

    public async Task<Alarm?> FindAsync(string id, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.Alarms, new("alarm", id), cancellation) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<Alarm>> ListAsync(AlarmQuery query, AlarmKey? after, int most, CancellationToken cancellation)
    {
        var filter = await FilterOfAsync(query, cancellation);
        return await store.ListAsync(
            MongoNames.Alarms,
            after is null ? filter : filter.After(-1, new("time", after.Time.ToBson()), new("alarm", after.Id)),
            new() { ["time"] = -1, ["alarm"] = -1 },
            Math.Max(0, most),
            Read,
            cancellation);
    }

    public async Task<long> CountAsync(AlarmQuery query, CancellationToken cancellation) =>
        await store.CountAsync(MongoNames.Alarms, await FilterOfAsync(query, cancellation), cancellation);

    /// <summary>Alarms name their result set; which those of a data set are is asked first.</summary>
    private async Task<BsonDocument> FilterOfAsync(AlarmQuery query, CancellationToken cancellation)
    {
        var filter = new BsonDocument().AddIfAny("machine", query.Machine).AddIfAny("component", query.Component)
            .AddTimes("time", query.From, query.To);
        if (query.Dataset is { } dataset)
            filter.Add("results", MongoFilters.In(await ResultSetsOfAsync(dataset, query.Results, cancellation)));
        else
            filter.AddIfAny("results", query.Results);

        return query.State is { } state ? filter.Add("ended", new BsonDocument("$exists", state == AlarmState.Ended)) : filter;
    }

    private Task<List<string>> ResultSetsOfAsync(string dataset, string? results, CancellationToken cancellation) => store.ListAsync(
        MongoNames.ResultSets, new BsonDocument("dataset", dataset).AddIfAny("_id", results), row => row.GetString("_id"), cancellation);

    private static UpdateOneModel<BsonDocument> UpdateOf(Alarm alarm) => new(
        KeyOf(alarm),
        alarm.Ended is { } ended
            ? new BsonDocument("$set", new BsonDocument("ended", ended.ToBson()))
            : new BsonDocument("$unset", new BsonDocument("ended", "")));

    private static BsonDocument KeyOf(Alarm alarm) => new()
    {
        ["_id"] = MongoIds.Of(alarm.Results, alarm.Machine, alarm.Id),
        ["results"] = alarm.Results,
        ["machine"] = alarm.Machine,
    };

    private static BsonDocument Write(Alarm alarm) => KeyOf(alarm).AddRange(new BsonDocument
    {
        ["alarm"] = alarm.Id,
        ["component"] = alarm.Component,
        ["time"] = alarm.Time.ToBson(),
        ["probability"] = alarm.Probability,
        ["threshold"] = alarm.Threshold,
        ["reasons"] = new BsonArray(alarm.Reasons),
        ["run"] = alarm.Run,
    }).AddIfAny("ended", alarm.Ended);

    private static Alarm Read(BsonDocument row) => new(
        row.GetString("alarm"), row.GetString("results"), row.GetString("machine"), row.GetString("component"), row.GetTime("time"),
        row["probability"].ToDouble(), row["threshold"].ToDouble(), [.. row["reasons"].AsBsonArray.Select(reason => reason.AsString)],
        row.GetString("run"), row.GetTimeOrNull("ended"));
}

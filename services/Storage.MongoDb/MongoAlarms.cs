using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

internal sealed class MongoAlarms(MongoStore store) : IAlarms
{
    public Task<IReadOnlyList<Alarm>> AddAsync(IReadOnlyList<Alarm> alarms, CancellationToken cancellation) => store.RunAsync<IReadOnlyList<Alarm>>(
        async () =>
        {
            var added = new List<Alarm>();
            foreach (var part in alarms.Chunk(MongoWrites.Batch))
            {
                var there = await store.Collection(MongoNames.Alarms).InsertAbsentAsync([.. part.Select(Write)], cancellation);
                added.AddRange(part.Where((_, i) => !there.Contains(i)));
            }

            return added;
        },
        cancellation);

    public async Task<IReadOnlyList<Alarm>> ReadAsync(string results, string? machine, CancellationToken cancellation)
    {
        var alarms = await store.ListAsync(MongoNames.Alarms, new BsonDocument("results", results).AddIfAny("machine", machine), Read, cancellation);
        return
        [
            .. alarms.OrderBy(alarm => alarm.Machine, MachineOrder.Instance).ThenBy(alarm => alarm.Time).ThenBy(alarm => alarm.Component, StringComparer.Ordinal),
        ];
    }

    private static BsonDocument Write(Alarm alarm) => new()
    {
        ["_id"] = MongoIds.Of(alarm.Results, alarm.Machine, alarm.Id),
        ["results"] = alarm.Results,
        ["machine"] = alarm.Machine,
        ["alarm"] = alarm.Id,
        ["component"] = alarm.Component,
        ["time"] = alarm.Time.ToBson(),
        ["probability"] = alarm.Probability,
        ["threshold"] = alarm.Threshold,
        ["reasons"] = new BsonArray(alarm.Reasons),
        ["run"] = alarm.Run,
    };

    private static Alarm Read(BsonDocument row) => new(
        row.GetString("alarm"), row.GetString("results"), row.GetString("machine"), row.GetString("component"), row.GetTime("time"),
        row["probability"].ToDouble(), row["threshold"].ToDouble(), [.. row["reasons"].AsBsonArray.Select(reason => reason.AsString)], row.GetString("run"));
}

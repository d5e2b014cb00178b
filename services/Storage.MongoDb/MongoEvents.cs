using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Storage.Facts;

namespace Presage.Storage.MongoDb;

/// <summary>
/// A document for each event, with its latest interval of knowledge; those before it, of events that were taken back and came again, stand
/// in <c>before</c>.
/// </summary>
internal sealed class MongoEvents(MongoStore store) : IEvents
{
    private const int Keys = 3;

    private IMongoCollection<BsonDocument> Events => store.Collection(MongoNames.Events);

    public Task<MergeCounts> AddAsync(string dataset, EventKind kind, IReadOnlyList<EventRecord> records, CancellationToken cancellation) =>
        store.RunAsync(
            async () =>
            {
                await MongoDeletion.DataSet.ThrowIfBegunAsync(store, dataset, cancellation);
                var duplicate = 0L;
                foreach (var part in records.Chunk(MongoWrites.Batch))
                {
                    var rows = part.Select(record => Write(dataset, TextOf(kind), record)).ToArray();
                    var there = await Events.InsertAbsentAsync(rows, cancellation);
                    duplicate += there.Count - await AddAgainAsync([.. there.Select(i => (rows[i], part[i]))], cancellation);
                }

                return new MergeCounts(records.Count - duplicate, 0, duplicate);
            },
            cancellation);

    public Task<long> RetractAsync(
        string dataset, EventKind kind, RecordSelection what, DateTime known, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var (selected, at) = (KnowledgeTime.Of(what), KnowledgeTime.Of(known));
            var simple = Selected(dataset, kind, selected).AddRange(Simple(selected.Files)).Add("retracted", BsonNull.Value);
            simple.Add("known", new BsonDocument { ["$lt"] = at.ToBson() }.AddIfAny("$eq", selected.Known));
            await Events.UpdateManyAsync(
                simple, new BsonDocument("$set", new BsonDocument("retracted", at.ToBson())), cancellationToken: cancellation);

            var others = await Events.Find(Selected(dataset, kind, selected).AddRange(NotSimple(at))).ToListAsync(cancellation);
            await StoreAsync(others.ConvertAll(row => (row, (Change)(stored => stored.Retracted(selected, at)))), cancellation);

            var retracted = new BsonArray
            {
                new BsonDocument("retracted", at.ToBson()), new BsonDocument("before.retracted", at.ToBson()),
            };
            return await store.CountAsync(
                MongoNames.Events, Selected(dataset, kind, selected).Add("$or", retracted), cancellation);
        },
        cancellation, isLong: true);

    public Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation) =>
        store.RunAsync(
            async () =>
            {
                var at = KnowledgeTime.Of(known);
                await Events.DeleteManyAsync(
                    new BsonDocument { ["dataset"] = dataset, ["known"] = at.ToBson() }.AddRange(Simple(files)), cancellation);

                var others = new BsonArray { new BsonDocument("known", at.ToBson()), new BsonDocument("before.known", at.ToBson()) };
                var rows = await Events.Find(new BsonDocument { ["dataset"] = dataset, ["$or"] = others }).ToListAsync(cancellation);
                await StoreAsync(rows.ConvertAll(row => (row, (Change)(stored => stored.Without(at, files)))), cancellation);
            },
            cancellation, isLong: true);

    public async Task<IReadOnlyList<EventRecord>> ReadAsync(
        string dataset, EventKind kind, IReadOnlyCollection<string>? machines, DateTime from, DateTime to, DateTime asOf,
        CancellationToken cancellation)
    {
        var filter = Filter(dataset, kind, machines);
        filter.Add("time", new BsonDocument { ["$gte"] = from.ToBson(), ["$lte"] = to.ToBson() });
        filter.Add(
            "$or",
            new BsonArray
            {
                new BsonDocument("known", new BsonDocument("$lte", asOf.ToBson())),
                new BsonDocument("before.known", new BsonDocument("$lte", asOf.ToBson())),
            });
        var records = await store.ListAsync(MongoNames.Events, filter, row => Read(row, asOf), cancellation);
        return
        [
            .. records.OfType<EventRecord>().Where(record => record.Time > from && record.Time <= to)
                .OrderBy(record => record.Machine, MachineOrder.Instance).ThenBy(record => record.Time)
                .ThenBy(record => record.Code, StringComparer.Ordinal),
        ];
    }

    public async Task<IReadOnlyDictionary<string, long>> CountsAsync(
        string dataset, EventKind kind, DateTime asOf, CancellationToken cancellation) =>
        (await ReadAsync(dataset, kind, null, DateTime.MinValue, DateTime.MaxValue, asOf, cancellation))
            .CountBy(record => record.Machine)
            .ToDictionary(count => count.Key, count => (long)count.Value);

    public static EventKind KindOf(string text) => Enum.Parse<EventKind>(text, ignoreCase: true);

    private static string TextOf(EventKind kind) => kind switch
    {
        EventKind.Error => "error",
        EventKind.Maintenance => "maintenance",
        _ => "failure",
    };

    private static BsonDocument Filter(string dataset, EventKind kind, IReadOnlyCollection<string>? machines) =>
        new BsonDocument("dataset", dataset).AddIfAny("machine", machines).Add("kind", TextOf(kind));

    /// <summary>Those of the machines and times.</summary>
    private static BsonDocument Selected(string dataset, EventKind kind, RecordSelection what) =>
        Filter(dataset, kind, what.Machines).Add("$and", new BsonArray(Times(what.From, what.To)));

    /// <summary>Those with one interval that one of the files alone has brought, which need not be read to be changed.</summary>
    /// <param name="files">Null for any files.</param>
    private static BsonDocument Simple(IReadOnlyCollection<int>? files)
    {
        var simple = new BsonDocument("before", BsonNull.Value);
        if (files is not null)
            simple.AddRange(new BsonDocument
            {
                ["also"] = BsonNull.Value,
                ["file"] = new BsonDocument(
                    "$in", new BsonArray(files.Select(file => file == 0 ? (BsonValue)BsonNull.Value : file))),
            });

        return simple;
    }

    private static BsonDocument NotSimple(DateTime at) => new("$or", new BsonArray
    {
        new BsonDocument("before", new BsonDocument("$exists", true)),
        new BsonDocument("also", new BsonDocument("$exists", true)),
        new BsonDocument("retracted", new BsonDocument("$gt", at.ToBson())),
    });

    /// <summary>From &lt; time &lt;= to, to the unit of 100 ns.</summary>
    private static IEnumerable<BsonDocument> Times(DateTime? from, DateTime? to)
    {
        // An empty list of conditions is none that a server takes.
        yield return [];
        if (from is { } after)
        {
            var (time, fine) = EventTime.Of(after);
            yield return new("$or", new BsonArray
            {
                new BsonDocument("time", new BsonDocument("$gt", time.ToBson())),
                new BsonDocument { ["time"] = time.ToBson(), ["fine"] = new BsonDocument("$gt", fine) },
            });
        }

        if (to is { } until)
        {
            var (time, fine) = EventTime.Of(until);
            yield return new("$or", new BsonArray
            {
                new BsonDocument("time", new BsonDocument("$lt", time.ToBson())),
                new BsonDocument { ["time"] = time.ToBson(), ["fine"] = BsonNull.Value },
                new BsonDocument { ["time"] = time.ToBson(), ["fine"] = new BsonDocument("$lte", fine) },
            });
        }
    }

    /// <summary>What is there already may become known earlier, by another file, or again after it was taken back.</summary>
    /// <returns>How many of them were taken back and come again.</returns>
    private async Task<long> AddAgainAsync(IReadOnlyList<(BsonDocument Row, EventRecord Record)> again, CancellationToken cancellation)
    {
        if (again.Count == 0)
            return 0;

        var filter = new BsonDocument
        {
            ["_id"] = MongoFilters.In(again.Select(item => item.Row.GetString("_id"))),
            ["dataset"] = again[0].Row["dataset"],
            ["machine"] = MongoFilters.In(again.Select(item => item.Record.Machine).Distinct()),
        };
        var stored = (await Events.Find(filter).ToListAsync(cancellation)).ToDictionary(row => row.GetString("_id"));
        var (changes, isNew) = (new List<(BsonDocument, Change)>(), new bool[again.Count]);
        foreach (var (i, (row, record)) in again.Index())
            if (stored.TryGetValue(row.GetString("_id"), out var there))
                changes.Add((there, intervals => intervals.With(KnowledgeTime.Of(record.Known), record.File, out isNew[i])));

        await StoreAsync(changes, cancellation);
        return isNew.LongCount(item => item);
    }

    /// <summary>
    /// Changes intervals one document after the other, each only if it still is as it was read; otherwise it is read and changed again.
    /// </summary>
    private async Task StoreAsync(IReadOnlyList<(BsonDocument Row, Change Change)> changes, CancellationToken cancellation)
    {
        foreach (var (first, change) in changes)
        {
            var pauses = new MongoPauses();
            for (var row = first; row is not null;)
            {
                cancellation.ThrowIfCancellationRequested();
                var intervals = IntervalsOf(row);
                var changed = change(intervals);
                if (ReferenceEquals(changed, intervals))
                    break;

                if (await TryStoreAsync(row, changed, cancellation))
                    break;

                await pauses.NextAsync(cancellation);
                row = await Events.Find(MongoFilters.KeysOf(row, Keys)).FirstOrDefaultAsync(cancellation);
            }
        }
    }

    private async Task<bool> TryStoreAsync(BsonDocument row, IReadOnlyList<KnownInterval> intervals, CancellationToken cancellation)
    {
        var filter = MongoFilters.KeysOf(row, Keys);
        foreach (var field in (string[])["known", "file", "also", "retracted", "before"])
            filter.Add(field, row.GetValue(field, BsonNull.Value));

        if (intervals.Count == 0)
            return (await Events.DeleteOneAsync(filter, cancellation)).DeletedCount == 1;

        var changed = MongoFilters.KeysOf(row, Keys).AddRange(row.Elements.Where(field => !filter.Contains(field.Name)))
            .AddRange(Write(intervals[^1]));
        if (intervals.Count > 1)
            changed.Add("before", new BsonArray(intervals.SkipLast(1).Select(Write)));

        return (await Events.ReplaceOneAsync(filter, changed, cancellationToken: cancellation)).MatchedCount == 1;
    }

    private static BsonDocument Write(string dataset, string kind, EventRecord record)
    {
        var (time, fine) = EventTime.Of(record.Time);
        var row = new BsonDocument
        {
            ["_id"] = MongoIds.Of(dataset, record.Machine, kind, MongoIds.EventTime(record.Time), record.Code),
            ["dataset"] = dataset,
            ["machine"] = record.Machine,
            ["kind"] = kind,
            ["time"] = time.ToBson(),
            ["code"] = record.Code,
        };
        if (fine > 0)
            row.Add("fine", fine);

        return row.AddRange(Write(new KnownInterval(KnowledgeTime.Of(record.Known), [record.File])));
    }

    private static BsonDocument Write(KnownInterval interval)
    {
        var row = new BsonDocument("known", interval.Known.ToBson());
        if (interval.Files[0] > 0)
            row.Add("file", interval.Files[0]);
        if (interval.Files.Count > 1)
            row.Add("also", new BsonArray(interval.Files.Skip(1)));

        return row.AddIfAny("retracted", interval.Retracted);
    }

    private static IReadOnlyList<KnownInterval> IntervalsOf(BsonDocument row) =>
        [.. row.GetValue("before", new BsonArray()).AsBsonArray.Append(row).Select(interval => IntervalOf(interval.AsBsonDocument))];

    private static KnownInterval IntervalOf(BsonDocument row) => new(
        row.GetTime("known"),
        [row.GetValue("file", 0).ToInt32(), .. row.GetValue("also", new BsonArray()).AsBsonArray.Select(file => file.ToInt32())],
        row.GetTimeOrNull("retracted"));

    private static EventRecord? Read(BsonDocument row, DateTime asOf) =>
        IntervalsOf(row).FirstOrDefault(interval => interval.Contains(asOf)) is { } interval
            ? new(
                row.GetString("machine"), EventTime.Of(row.GetTime("time"), row.GetValue("fine", 0).ToInt32()), row.GetString("code"),
                interval.Known, interval.Files[0])
            : null;

    private delegate IReadOnlyList<KnownInterval> Change(IReadOnlyList<KnownInterval> intervals);
}

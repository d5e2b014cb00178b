using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>Reads predictions machine by machine, in an order that the server does not know.</summary>
internal sealed class MongoPredictionReader(MongoStore store)
{
    /// <summary>Machines read at once, so that neither queries nor rows in memory become many.</summary>
    private const int MachinesAtOnce = 32;

    /// <summary>Everything as it was at the moment at which reading began.</summary>
    public async IAsyncEnumerable<Prediction> ReadAsync(
        string results, IReadOnlyList<string> machines, DateTime from, DateTime to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var snapshot = await store.SnapshotAsync(cancellation);
        foreach (var some in machines.Chunk(MachinesAtOnce))
            foreach (var prediction in await ReadAsync(snapshot, results, some, from, to, cancellation))
                yield return prediction;
    }

    /// <param name="machines">In machine order.</param>
    public async Task<IReadOnlyList<Prediction>> PageAsync(
        string results, IEnumerable<string> machines, PredictionQuery query, PredictionKey? after, int most, CancellationToken cancellation)
    {
        var left = new Queue<string>(
            machines.Where(machine => after is null || MachineOrder.Instance.Compare(machine, after.Machine) >= 0));
        var page = new List<Prediction>();

        // The first machine tells how many the page may need, so that short series are not read one by one, nor long ones for nothing.
        for (var width = 1; page.Count < most && left.Count > 0;)
        {
            var some = Enumerable.Range(0, Math.Min(width, left.Count)).Select(_ => left.Dequeue()).ToList();
            var rows = await Task.WhenAll(some.Select(
                machine => FirstAsync(
                    results, machine, query, machine == after?.Machine ? after.Time : null, most - page.Count, cancellation)));
            page.AddRange(rows.SelectMany(found => found));
            var each = Math.Max(1, rows.Sum(found => found.Count) / some.Count);
            width = Math.Clamp((most - page.Count) / each, 1, MachinesAtOnce);
        }

        return [.. page.Take(most)];
    }

    /// <summary>Answered by the index alone.</summary>
    public async Task<ResultSetExtent> ExtentAsync(string results, int machines, CancellationToken cancellation)
    {
        var extents = await store.AggregateAsync(
            MongoNames.Predictions,
            [
                new("$match", new BsonDocument("results", results)),
                new("$group", new BsonDocument
                {
                    ["_id"] = BsonNull.Value,
                    ["rows"] = new BsonDocument("$sum", 1),
                    ["first"] = new BsonDocument("$min", "$time"),
                    ["last"] = new BsonDocument("$max", "$time"),
                }),
            ],
            row => new ResultSetExtent(row["rows"].ToInt64(), machines, row.GetTime("first"), row.GetTime("last")),
            cancellation);
        return extents.SingleOrDefault() ?? new(0, 0, null, null);
    }

    private Task<List<Prediction>> FirstAsync(
        string results, string machine, PredictionQuery query, DateTime? after, int most,
        CancellationToken cancellation) => store.ListAsync(
        MongoNames.Predictions,
        new BsonDocument { ["results"] = results, ["machine"] = machine }.AddTimes("time", new[] { after, query.From }.Max(), query.To),
        new("time", 1), most, MongoPredictionRows.Read, cancellation);

    private Task<IReadOnlyList<Prediction>> ReadAsync(
        IClientSessionHandle snapshot, string results, IEnumerable<string> machines, DateTime from, DateTime to,
        CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Prediction>>(
            async () =>
            {
                var filter = new BsonDocument { ["results"] = results, ["machine"] = MongoFilters.In(machines) }.AddTimes("time", from, to);
                var rows = new List<Prediction>();
                using var cursor = await store.Collection(MongoNames.Predictions).FindAsync<BsonDocument>(
                    snapshot, filter, new FindOptions<BsonDocument> { BatchSize = MongoStore.Batch }, cancellation);
                while (await cursor.MoveNextAsync(cancellation))
                    rows.AddRange(cursor.Current.Select(MongoPredictionRows.Read));

                return [.. rows.OrderBy(row => row.Machine, MachineOrder.Instance).ThenBy(row => row.Time)];
            },
            cancellation);
}

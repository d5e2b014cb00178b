using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

/// <summary>
/// The latest row of each machine. The series says from when on to look, so that machines with the same latest time are read by one query;
/// a machine of which nothing is there since then, because a writer was killed or an earlier moment is asked for, is looked up by itself.
/// </summary>
internal sealed class MongoLatest(MongoStore store, string results, BsonDocument? fields)
{
    private const int MachinesAtOnce = 256;

    private const int QueriesAtOnce = 16;

    /// <returns>In machine order.</returns>
    public async Task<IReadOnlyList<Prediction>> ListAsync(
        IReadOnlyList<(string Machine, DateTime Latest)> series, DateTime at, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, Prediction>();
        var together = series.Where(machine => machine.Latest <= at).GroupBy(machine => machine.Latest, machine => machine.Machine)
            .SelectMany(group => group.Chunk(MachinesAtOnce).Select(machines => Since(machines, group.Key, at, cancellation)));
        await AddAsync(rows, together);
        await AddAsync(
            rows, series.Where(machine => !rows.ContainsKey(machine.Machine)).Select(machine => Last(machine.Machine, at, cancellation)));
        return [.. rows.Values.OrderBy(row => row.Machine, MachineOrder.Instance)];
    }

    private static async Task AddAsync(Dictionary<string, Prediction> rows, IEnumerable<Task<List<Prediction>>> queries)
    {
        foreach (var some in queries.Chunk(QueriesAtOnce))
            foreach (var row in (await Task.WhenAll(some)).SelectMany(found => found))
                if (!rows.TryGetValue(row.Machine, out var other) || other.Time < row.Time)
                    rows[row.Machine] = row;
    }

    private Task<List<Prediction>> Since(IEnumerable<string> machines, DateTime latest, DateTime at, CancellationToken cancellation) =>
        store.ListAsync(
            MongoNames.Predictions,
            new()
            {
                ["results"] = results,
                ["machine"] = MongoFilters.In(machines),
                ["time"] = new BsonDocument { ["$gte"] = latest.ToBson(), ["$lte"] = at.ToBson() },
            },
            null, null, MongoPredictionRows.Read, cancellation, fields);

    private Task<List<Prediction>> Last(string machine, DateTime at, CancellationToken cancellation) => store.ListAsync(
        MongoNames.Predictions, new() { ["results"] = results, ["machine"] = machine, ["time"] = new BsonDocument("$lte", at.ToBson()) },
        new("time", -1), 1, MongoPredictionRows.Read, cancellation, fields);
}

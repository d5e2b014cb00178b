using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Storage.Facts;

namespace Presage.Storage.MongoDb;

/// <summary>
/// A document for each machine that was ever described: its attributes as they are now (marked <c>retracted</c> when it is described no
/// more), and the facts that tell how they were; none of before facts were kept. A document is stored only if its revision is still the one
/// that was read.
/// </summary>
internal sealed class MongoMachines(MongoStore store) : IMachines
{
    private IMongoCollection<BsonDocument> Machines => store.Collection(MongoNames.Machines);

    public Task<MergeCounts> UpsertAsync(string dataset, IReadOnlyList<Machine> machines, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            await MongoDeletion.DataSet.ThrowIfBegunAsync(store, dataset, cancellation);
            var counts = default(MergeCounts);
            foreach (var part in machines.InBatches(machine => machine.Id))
            {
                var stored = await StoredAsync(dataset, part.Select(machine => machine.Id), cancellation);
                var merged = new MergeCounts[part.Count];
                foreach (var (i, machine) in part.Index())
                    await StoreAsync(
                        dataset, machine.Id, stored.GetValueOrDefault(machine.Id), facts => facts.With(machine, out merged[i]),
                        cancellation);

                counts = merged.Aggregate(counts, (sum, next) => sum + next);
            }

            return counts;
        },
        cancellation);

    public Task<IReadOnlyList<Machine>> ListAsync(string dataset, CancellationToken cancellation) =>
        ListAsync(dataset, DateTime.MaxValue, cancellation);

    public async Task<IReadOnlyList<Machine>> ListAsync(string dataset, DateTime asOf, CancellationToken cancellation)
    {
        var stored = await store.ListAsync(
            MongoNames.Machines, new("dataset", dataset), row => (Machine: row.GetString("machine"), Facts: FactsOf(row)), cancellation);
        List<Machine> machines =
        [
            .. stored.Where(machine => machine.Facts.IsDescribed(asOf))
                .Select(machine => new Machine(machine.Machine, machine.Facts.Attributes(asOf))),
        ];
        if (machines.Count == 0)
            machines =
            [
                .. (await MentionedAsync(MongoNames.Telemetry, new("dataset", dataset), cancellation))
                    .Union(await MentionedAsync(MongoNames.Events, KnownEvents(dataset, asOf), cancellation))
                    .Select(machine => new Machine(machine, new Dictionary<string, string>())),
            ];

        return [.. machines.OrderBy(machine => machine.Id, MachineOrder.Instance)];
    }

    public Task<long> RetractAsync(string dataset, RecordSelection what, DateTime known, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var (selected, at) = (KnowledgeTime.Of(what), KnowledgeTime.Of(known));
            var retracted = 0L;
            foreach (var (machine, row) in await StoredAsync(dataset, selected.Machines, cancellation))
                retracted += (await StoreAsync(dataset, machine, row, facts => facts.Retracted(selected, at), cancellation))
                    .IsRetractedAt(at) ? 1 : 0;

            return retracted;
        },
        cancellation);

    public Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation) =>
        store.RunAsync(
            async () =>
            {
                foreach (var (machine, row) in await StoredAsync(dataset, null, cancellation))
                    await StoreAsync(dataset, machine, row, facts => facts.Without(KnowledgeTime.Of(known), files), cancellation);
            },
            cancellation);

    public async Task<bool> AreDescribedAsync(string dataset, CancellationToken cancellation) => await store.FindAsync(
        MongoNames.Machines, new() { ["dataset"] = dataset, ["retracted"] = BsonNull.Value }, cancellation) is not null;

    private static BsonDocument KnownEvents(string dataset, DateTime asOf)
    {
        var known = new BsonDocument("$lte", asOf.ToBson());
        return new()
        {
            ["dataset"] = dataset,
            ["$or"] = new BsonArray
            {
                new BsonDocument { ["known"] = known, ["retracted"] = BsonNull.Value },
                new BsonDocument { ["known"] = known, ["retracted"] = new BsonDocument("$gt", asOf.ToBson()) },
                new BsonDocument("before", new BsonDocument("$elemMatch", new BsonDocument
                {
                    ["known"] = known, ["retracted"] = new BsonDocument("$gt", asOf.ToBson()),
                })),
            },
        };
    }

    private Task<List<string>> MentionedAsync(
        string collection, BsonDocument filter, CancellationToken cancellation) => store.AggregateAsync(
        collection, [new("$match", filter), new("$group", new BsonDocument("_id", "$machine"))], row => row.GetString("_id"), cancellation);

    /// <param name="machines">Null for all.</param>
    private async Task<Dictionary<string, BsonDocument>> StoredAsync(
        string dataset, IEnumerable<string>? machines, CancellationToken cancellation)
    {
        var filter = new BsonDocument("dataset", dataset).AddIfAny("machine", machines);
        return (await Machines.Find(filter).ToListAsync(cancellation)).ToDictionary(row => row.GetString("machine"));
    }

    /// <param name="row">As it was read; null where there was none.</param>
    /// <returns>The facts as they are now.</returns>
    private async Task<MachineFacts> StoreAsync(
        string dataset, string machine, BsonDocument? row, Func<MachineFacts, MachineFacts> change, CancellationToken cancellation)
    {
        var key = new BsonDocument { ["_id"] = MongoIds.Of(dataset, machine), ["dataset"] = dataset, ["machine"] = machine };
        for (var pauses = new MongoPauses(); ; await pauses.NextAsync(cancellation))
        {
            var before = row is null ? MachineFacts.None : FactsOf(row);
            var facts = change(before);
            if (facts.Equals(before) || await TryStoreAsync(key, row, facts, cancellation))
                return facts;

            row = await Machines.Find(key).FirstOrDefaultAsync(cancellation);
        }
    }

    private async Task<bool> TryStoreAsync(BsonDocument key, BsonDocument? row, MachineFacts facts, CancellationToken cancellation)
    {
        var changed = new BsonDocument(key).Add("revision", 1 + (row?.GetValue("revision", 0).ToInt64() ?? 0));
        changed.Add("attributes", Write(facts.Attributes(DateTime.MaxValue))).Add("facts", new BsonArray(facts.All.Select(Write)));
        if (!facts.IsDescribed(DateTime.MaxValue))
            changed.Add("retracted", true);

        if (row is null)
            return await Machines.TryInsertAsync(changed, cancellation);

        var filter = new BsonDocument(key).Add("revision", row.GetValue("revision", BsonNull.Value));
        return facts.All.Count == 0
            ? (await Machines.DeleteOneAsync(filter, cancellation)).DeletedCount == 1
            : (await Machines.ReplaceOneAsync(filter, changed, cancellationToken: cancellation)).MatchedCount == 1;
    }

    private static BsonDocument Write(SortedDictionary<string, string> attributes) =>
        new(attributes.Select(attribute => new BsonElement(attribute.Key, attribute.Value)));

    private static BsonDocument Write(AttributeFact fact)
    {
        var row = new BsonDocument { ["attribute"] = fact.Attribute, ["value"] = fact.Value };
        if (fact.Known != default)
            row.Add("known", fact.Known.ToBson());
        if (fact.File > 0)
            row.Add("file", fact.File);

        return row.AddIfAny("retracted", fact.Retracted);
    }

    private static MachineFacts FactsOf(BsonDocument row) => row.TryGetValue("facts", out var facts)
        ? new([.. facts.AsBsonArray.Select(fact => FactOf(fact.AsBsonDocument))])
        : MachineFacts.Of(row.GetDocument("attributes").ToDictionary(attribute => attribute.Name, attribute => attribute.Value.AsString));

    private static AttributeFact FactOf(BsonDocument row) => new(
        row.GetString("attribute"), row.GetString("value"), row.GetTimeOrNull("known") ?? default, row.GetValue("file", 0).ToInt32(),
        row.GetTimeOrNull("retracted"));
}

using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoMachines(MongoStore store) : IMachines
{
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    public Task<MergeCounts> UpsertAsync(string dataset, IReadOnlyList<Machine> machines, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            await MongoDeletion.DataSet.ThrowIfBegunAsync(store, dataset, cancellation);
            var counts = default(MergeCounts);
            foreach (var part in machines.InBatches(machine => machine.Id))
                counts += await UpsertPartAsync(dataset, part, cancellation);

            return counts;
        },
        cancellation);

    public async Task<IReadOnlyList<Machine>> ListAsync(string dataset, CancellationToken cancellation)
    {
        var machines = await store.ListAsync(MongoNames.Machines, new("dataset", dataset), Read, cancellation);
        if (machines.Count == 0)
            machines =
            [
                .. (await MentionedAsync(MongoNames.Telemetry, dataset, cancellation))
                    .Union(await MentionedAsync(MongoNames.Events, dataset, cancellation))
                    .Select(machine => new Machine(machine, new Dictionary<string, string>())),
            ];

        return [.. machines.OrderBy(machine => machine.Id, MachineOrder.Instance)];
    }

    public async Task<bool> AreDescribedAsync(string dataset, CancellationToken cancellation) =>
        await store.FindAsync(MongoNames.Machines, new("dataset", dataset), cancellation) is not null;

    /// <summary>The server counts an update that sets what is there already as one that modifies nothing.</summary>
    private async Task<MergeCounts> UpsertPartAsync(string dataset, IReadOnlyList<Machine> machines, CancellationToken cancellation)
    {
        var writes = machines.Select(machine => Upsert(dataset, machine));
        try
        {
            var done = await store.Collection(MongoNames.Machines).BulkWriteAsync(writes, Unordered, cancellation);
            return Counts(done);
        }
        catch (MongoBulkWriteException<BsonDocument> error)
            when (error.WriteConcernError is null && error.WriteErrors.All(write => write.Code == MongoCodes.DuplicateKey))
        {
            // Somebody else described them at the same moment, so now they are found.
            return Counts(error.Result) + await UpsertPartAsync(
                dataset, [.. error.WriteErrors.Select(write => machines[write.Index])], cancellation);
        }

        static MergeCounts Counts(BulkWriteResult<BsonDocument> done) =>
            new(done.Upserts.Count, done.ModifiedCount, done.MatchedCount - done.ModifiedCount);
    }

    private static UpdateOneModel<BsonDocument> Upsert(string dataset, Machine machine)
    {
        var filter = new BsonDocument { ["_id"] = MongoIds.Of(dataset, machine.Id), ["dataset"] = dataset, ["machine"] = machine.Id };
        return new(filter, new BsonDocument("$set", new BsonDocument("attributes", Attributes(machine)))) { IsUpsert = true };
    }

    private Task<List<string>> MentionedAsync(string collection, string dataset, CancellationToken cancellation) => store.AggregateAsync(
        collection,
        [new("$match", new BsonDocument("dataset", dataset)), new("$group", new BsonDocument("_id", "$machine"))],
        row => row.GetString("_id"),
        cancellation);

    /// <summary>In order of name, so that equal attributes are equal documents.</summary>
    private static BsonDocument Attributes(Machine machine) =>
        new(
            machine.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(
                attribute => new BsonElement(attribute.Key, attribute.Value)));

    private static Machine Read(BsonDocument row) => new(
        row.GetString("machine"),
        row.GetDocument("attributes").ToDictionary(attribute => attribute.Name, attribute => attribute.Value.AsString));

    public Task<long> RetractAsync(string dataset, RecordSelection what, DateTime known, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation) =>
        throw new NotSupportedException();
}

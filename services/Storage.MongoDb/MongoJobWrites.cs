using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>
/// What was committed with a job and belongs in other collections lies in the job's document until it is written there. Whoever commits
/// writes it, and whoever finds it when he reads the job does so first: its process may have been killed.
/// </summary>
internal sealed class MongoJobWrites(MongoStore store)
{
    private const string Field = "writes";
    private const string Revision = "revision";

    /// <summary>What goes where, in the order in which it is written: a run is last, since it is begun when it is found.</summary>
    private static readonly string[] s_collections =
    [
        MongoNames.JobVersions, MongoNames.JobEntries, MongoNames.JobEvaluations, MongoNames.Occurrences, MongoNames.JobRuns,
    ];

    /// <summary>What a filter adds so that nothing is committed over what is not written yet.</summary>
    public static BsonElement None { get; } = new(Field, BsonNull.Value);

    private IMongoCollection<BsonDocument> Jobs => store.Collection(MongoNames.Jobs);

    /// <param name="revision">That of the job with it.</param>
    public static BsonElement Of(long revision, JobVersion version, JobEntry entry) => new(Field, new BsonDocument
    {
        [Revision] = revision,
        [MongoNames.JobVersions] = new BsonArray { MongoLedgerRows.Write(version) },
        [MongoNames.JobEntries] = new BsonArray { MongoLedgerRows.Write(entry) },
    });

    /// <inheritdoc cref="Of(long, JobVersion, JobEntry)"/>
    public static BsonElement? Of(long revision, JobCommit commit)
    {
        var writes = new BsonDocument(Revision, revision);
        Add(MongoNames.JobEntries, commit.Entries.Select(MongoLedgerRows.Write));
        Add(MongoNames.JobEvaluations, commit.Evaluations.Select(MongoLedgerRows.Write));
        Add(MongoNames.Occurrences, commit.Occurrences.Select(row => MongoLedgerRows.Write(row, revision)));
        Add(MongoNames.JobRuns, commit.Runs.Select(run => MongoJobRunRows.Write(run)));
        return writes.ElementCount == 1 ? null : new(Field, writes);

        void Add(string collection, IEnumerable<BsonDocument> rows)
        {
            if (new BsonArray(rows) is { Count: > 0 } some)
                writes.Add(collection, some);
        }
    }

    /// <summary>Writes what the document still has to be written. Done again, and by several at once, it comes to the same.</summary>
    public async Task FinishAsync(BsonDocument job, CancellationToken cancellation)
    {
        if (!job.TryGetValue(Field, out var field))
            return;

        var writes = field.AsBsonDocument;
        foreach (var collection in s_collections.Where(writes.Contains))
            await WriteAsync(collection, [.. writes[collection].AsBsonArray.Select(row => row.AsBsonDocument)], cancellation);

        var name = job.GetString("_id");
        var finished = await Jobs.UpdateOneAsync(
            new BsonDocument { ["_id"] = name, [$"{Field}.{Revision}"] = writes[Revision] },
            new BsonDocument("$unset", new BsonDocument(Field, "")), cancellationToken: cancellation);

        // Somebody else may have finished it, and the job may have been deleted since.
        if (finished.MatchedCount == 0 && !await Jobs.Find(new BsonDocument("_id", name)).AnyAsync(cancellation))
            await DeleteAsync(name, cancellation);
    }

    /// <summary>Deletes what belongs to a job in other collections.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellation)
    {
        foreach (var collection in s_collections.Append(MongoNames.Overdue).Append(MongoNames.Backfills))
            await MongoDeletion.DeletePiecesAsync(
                store, collection, new("job", name), collection == MongoNames.JobRuns ? [] : ["job"], cancellation);
    }

    private async Task WriteAsync(string collection, IReadOnlyList<BsonDocument> rows, CancellationToken cancellation)
    {
        foreach (var part in rows.InBatches(row => row.GetString("_id")))
        {
            var there = await store.Collection(collection).InsertAbsentAsync(part, cancellation);
            if (collection == MongoNames.Occurrences && there.Count > 0)
                await store.Collection(collection).BulkWriteAsync(
                    there.Select(position => Replacement(part[position])), new BulkWriteOptions { IsOrdered = false }, cancellation);
        }
    }

    /// <summary>Somebody who has finished this commit as well may have committed a later row since.</summary>
    private static ReplaceOneModel<BsonDocument> Replacement(BsonDocument row) => new(
        new BsonDocument
        {
            ["_id"] = row["_id"],
            ["job"] = row["job"],
            [Revision] = new BsonDocument("$lt", row[Revision]),
        },
        row);
}

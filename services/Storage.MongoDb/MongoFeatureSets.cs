using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

internal sealed class MongoFeatureSets(MongoStore store, MongoSettings settings) : IFeatureSets
{
    private static readonly BsonDocument WithoutBytes = new("artifact.data", 0);

    private readonly MongoArtifacts _artifacts = new(store, MongoNames.FeatureFiles, settings.LargestInline);

    private IMongoCollection<BsonDocument> Parts => store.Collection(MongoNames.FeatureParts);

    public Task PutAsync(string run, int slice, ReadOnlyMemory<byte> rows, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            var artifact = await _artifacts.PutAsync(run, rows, cancellation);
            var replaced = await ReplaceAsync(run, slice, artifact, cancellation);
            if (replaced is not null)
                await _artifacts.DeleteAsync(replaced, cancellation);
        },
        cancellation);

    public Task<byte[]?> GetAsync(string run, int slice, CancellationToken cancellation) => store.ReadAsync(
        async () =>
        {
            for (BsonDocument? unreadable = null; await FindAsync(run, slice, cancellation) is { } artifact; unreadable = artifact)
            {
                if (await _artifacts.GetAsync(artifact, cancellation) is { } rows)
                    return rows;

                // One that was replaced while it was read is read as it is now.
                if (artifact == unreadable)
                    throw new PresageException(
                        ErrorKind.Damaged, "store-damaged", $"Feature rows of run {run} are damaged.",
                        "Restore the database from a backup, or cancel the run and ask for the same again.");
            }

            return null;
        },
        cancellation);

    public Task DeleteAsync(string run, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            await Parts.DeleteManyAsync(new BsonDocument("run", run), cancellation);
            await _artifacts.DeleteAllAsync(run, cancellation);
        },
        cancellation);

    private async Task<BsonDocument?> FindAsync(string run, int slice, CancellationToken cancellation) =>
        (await Parts.Find(KeyOf(run, slice)).FirstOrDefaultAsync(cancellation))?.GetDocument("artifact");

    /// <summary>
    /// A part may be large: it is in no command of which the server keeps the document, or sends it back, as those that find and modify.
    /// </summary>
    /// <returns>The artifact that was there before, without its bytes; null when there was none.</returns>
    private async Task<BsonDocument?> ReplaceAsync(string run, int slice, BsonDocument artifact, CancellationToken cancellation)
    {
        var part = KeyOf(run, slice).AddRange(new BsonDocument { ["slice"] = slice, ["artifact"] = artifact });
        for (var pauses = new MongoPauses(); ; await pauses.NextAsync(cancellation))
        {
            if (await Parts.TryInsertAsync(part, cancellation))
                return null;

            var there = await Parts.Find(KeyOf(run, slice)).Project<BsonDocument>(WithoutBytes).FirstOrDefaultAsync(cancellation);
            if (there?.GetDocument("artifact") is not { } before)
                continue;

            var same = KeyOf(run, slice).AddRange(new BsonDocument
            {
                ["artifact.sha256"] = before["sha256"],
                ["artifact.file"] = before.GetValue("file", BsonNull.Value),
            });
            if ((await Parts.ReplaceOneAsync(same, part, cancellationToken: cancellation)).MatchedCount == 1)
                return before;
        }
    }

    private static BsonDocument KeyOf(string run, int slice) => new() { ["_id"] = MongoIds.Of(run, MongoIds.Number(slice)), ["run"] = run };
}

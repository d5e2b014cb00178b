using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;

namespace Presage.Storage.MongoDb;

/// <summary>
/// Bytes that belong to a document: in it as long as they fit, otherwise in GridFS under an id that no other writer has. A file is there
/// before the document that names it, and is deleted after it.
/// </summary>
internal sealed class MongoArtifacts(MongoStore store, string bucket, int largestInline)
{
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    private readonly GridFSBucket<string> _files = new(store.Database, new GridFSBucketOptions { BucketName = bucket });

    private IMongoCollection<BsonDocument> Chunks => store.Collection($"{bucket}.chunks");

    private IMongoCollection<BsonDocument> Files => store.Collection($"{bucket}.files");

    /// <param name="owner">What the bytes belong to; files are deleted by it.</param>
    /// <returns>What the document keeps: length, hash, and the bytes or the id of the file.</returns>
    public async Task<BsonDocument> PutAsync(string owner, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var artifact = new BsonDocument { ["bytes"] = bytes.Length, ["sha256"] = HashOf(bytes.Span) };
        if (bytes.Length <= largestInline)
            return artifact.Add("data", ArrayOf(bytes));

        var file = MongoIds.Of(owner, $"{ObjectId.GenerateNewId()}");
        await _files.UploadFromBytesAsync(file, owner, ArrayOf(bytes), cancellationToken: cancellation);
        return artifact.Add("file", file);
    }

    /// <returns>Null when the bytes are not those that were stored.</returns>
    public async Task<byte[]?> GetAsync(BsonDocument artifact, CancellationToken cancellation)
    {
        var bytes = artifact.Contains("data") ? artifact.GetBytes("data") : await ReadAsync(artifact.GetString("file"), cancellation);
        return bytes is not null && HashOf(bytes) == artifact.GetString("sha256") ? bytes : null;
    }

    /// <summary>Deletes the file of an artifact, if it has one.</summary>
    public Task DeleteAsync(BsonDocument artifact, CancellationToken cancellation) =>
        artifact.GetStringOrNull("file") is { } file ? DeleteFileAsync(file, cancellation) : Task.CompletedTask;

    /// <summary>Deletes every file of an owner, also what no document names because a writer was killed, before or in its middle.</summary>
    public async Task DeleteAllAsync(string owner, CancellationToken cancellation)
    {
        var files = await Files.Find(new BsonDocument("filename", owner)).Project<BsonDocument>(new BsonDocument("_id", 1))
            .ToListAsync(cancellation);
        foreach (var file in files)
            await DeleteFileAsync(file.GetString("_id"), cancellation);

        await Chunks.DeleteManyAsync(new BsonDocument("files_id", IdsOf(owner)), cancellation);
    }

    /// <summary>
    /// Deletes what writers that were killed have left of an owner's files: what no document names although it is old. What is being
    /// written is not named either, but young.
    /// </summary>
    /// <param name="named">Ids of the files that documents name.</param>
    public async Task SweepAsync(string owner, Func<Task<IReadOnlySet<string>>> named, CancellationToken cancellation)
    {
        var files = await Files.Find(new BsonDocument("_id", IdsOf(owner))).Project<BsonDocument>(new BsonDocument("_id", 1))
            .ToListAsync(cancellation);
        var begun = await Chunks.Find(new BsonDocument { ["files_id"] = IdsOf(owner), ["n"] = 0 })
            .Project<BsonDocument>(new BsonDocument { ["files_id"] = 1, ["_id"] = 0 }).ToListAsync(cancellation);
        var old = files.Select(file => file.GetString("_id")).Union(begun.Select(chunk => chunk.GetString("files_id"))).Where(IsOld)
            .ToList();
        if (old.Count == 0)
            return;

        var kept = await named();
        foreach (var file in old.Where(file => !kept.Contains(file)))
            await DeleteFileAsync(file, cancellation);
    }

    /// <summary>Ids of an owner's files: what begins with it and a slash, behind which comes the zero.</summary>
    private static BsonDocument IdsOf(string owner) => new() { ["$gte"] = $"{MongoIds.Of(owner)}/", ["$lt"] = $"{MongoIds.Of(owner)}0" };

    /// <summary>The last part of an id tells when it was made; how long ago, one that is made now.</summary>
    private static bool IsOld(string file) =>
        ObjectId.TryParse(file[(file.LastIndexOf('/') + 1)..], out var id)
        && ObjectId.GenerateNewId().CreationTime - id.CreationTime > LongestUpload;

    /// <summary>The file is found for as long as it has chunks, so that deleting can be taken up again.</summary>
    private async Task DeleteFileAsync(string file, CancellationToken cancellation)
    {
        await Chunks.DeleteManyAsync(new BsonDocument("files_id", file), cancellation);
        await Files.DeleteOneAsync(new BsonDocument("_id", file), cancellation);
    }

    private async Task<byte[]?> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return await _files.DownloadAsBytesAsync(file, cancellationToken: cancellation);
        }
        catch (GridFSException)
        {
            return null;
        }
    }

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The array behind the memory where it is exactly that, otherwise a copy.</summary>
    private static byte[] ArrayOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Array is { } array && part.Offset == 0 && part.Count == array.Length
            ? array : bytes.ToArray();
}

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
    private readonly GridFSBucket<string> _files = new(store.Database, new GridFSBucketOptions { BucketName = bucket });

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

    /// <summary>Deletes every file of an owner, also those that no document names because a writer was killed.</summary>
    public async Task DeleteAllAsync(string owner, CancellationToken cancellation)
    {
        var files = await Files.Find(new BsonDocument("filename", owner)).Project<BsonDocument>(new BsonDocument("_id", 1))
            .ToListAsync(cancellation);
        foreach (var file in files)
            await DeleteFileAsync(file.GetString("_id"), cancellation);
    }

    /// <summary>The file is found for as long as it has chunks, so that deleting can be taken up again.</summary>
    private async Task DeleteFileAsync(string file, CancellationToken cancellation)
    {
        await store.Collection($"{bucket}.chunks").DeleteManyAsync(new BsonDocument("files_id", file), cancellation);
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

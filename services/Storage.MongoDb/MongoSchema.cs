using MongoDB.Bson;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>The document that says which version the store's documents have, and which programs may use them.</summary>
internal static class MongoSchema
{
    public const int CurrentVersion = 5;

    /// <summary>
    /// The least versions that may read and write what the current one has written. A version after which earlier ones may go on leaves
    /// that as it is, any other raises it to its own.
    /// </summary>
    public const int CurrentLeastReader = 4;

    /// <inheritdoc cref="CurrentLeastReader"/>
    public const int CurrentLeastWriter = 4;

    public const string Version = "version";
    public const string LeastReader = "leastReader";
    public const string LeastWriter = "leastWriter";

    public static BsonDocument Filter { get; } = new("_id", "presage");

    public static BsonDocument Current { get; } = new()
    {
        [Version] = CurrentVersion,
        [LeastReader] = CurrentLeastReader,
        [LeastWriter] = CurrentLeastWriter,
    };

    /// <exception cref="PresageException"><c>store-too-new</c>.</exception>
    public static void ThrowIfNewer(MongoMark mark, string store)
    {
        if (mark.LeastReader > CurrentVersion)
            throw new PresageException(
                ErrorKind.Conflict, "store-too-new",
                $"The store {store} has version {mark.Version}; this program knows versions up to {CurrentVersion}.",
                "Update presage, or name another database with Storage__Database.");
    }
}

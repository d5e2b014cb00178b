using MongoDB.Bson;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>The document that says which version the store's documents have.</summary>
internal static class MongoSchema
{
    public const int CurrentVersion = 3;

    public const string Version = "version";

    public static BsonDocument Filter { get; } = new("_id", "presage");

    /// <exception cref="PresageException"><c>store-too-new</c>.</exception>
    public static void ThrowIfNewer(BsonDocument? document, string store)
    {
        if (document is not null && document[Version].ToInt32() is > CurrentVersion and var version)
            throw new PresageException(
                ErrorKind.Conflict, "store-too-new",
                $"The store {store} has version {version}; this program knows versions up to {CurrentVersion}.",
                "Update presage, or name another database with Storage__Database.");
    }
}

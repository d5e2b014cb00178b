using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

/// <summary>Which of MongoDB's roles allows a command, the least of them.</summary>
internal static class MongoRights
{
    /// <summary>Null when it is not known what was refused.</summary>
    public static string? CommandOf(MongoException error) => error switch
    {
        MongoCommandException { Command: { ElementCount: > 0 } command } => command.GetElement(0).Name,
        _ => null,
    };

    public static string RoleFor(string? command) => command switch
    {
        "find" or "getMore" or "aggregate" or "count" or "distinct" or "listCollections" or "listIndexes" => "read",
        "collMod" => "dbAdmin, besides readWrite,",
        _ => "readWrite",
    };
}

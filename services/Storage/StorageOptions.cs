namespace Presage.Storage;

/// <summary>Where records, features, models and predictions are kept.</summary>
public sealed record StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The embedded store: one file.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>A MongoDB server, replica set or sharded cluster.</summary>
    public const string MongoDb = "mongodb";

    /// <summary><see cref="Sqlite"/> or <see cref="MongoDb"/>.</summary>
    public string Provider { get; init; } = Sqlite;

    /// <summary>Directory of the embedded store; created when missing.</summary>
    public string Directory { get; init; } = "presage-data";

    /// <summary>
    /// Address of MongoDB with credentials and options, such as <c>mongodb://user:password@host/?replicaSet=rs0&amp;tls=true</c>.
    /// </summary>
    public string? Uri { get; init; }

    /// <summary>Name of the database in MongoDB; by default that in the path of the address, else <c>presage</c>.</summary>
    public string? Database { get; init; }
}

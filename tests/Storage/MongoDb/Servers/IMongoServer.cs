namespace Presage.Tests.Storage.MongoDb.Servers;

/// <summary>A server, or what speaks for one, that tests may fill with databases.</summary>
internal interface IMongoServer : IAsyncDisposable
{
    /// <summary>What it is, for whoever reads the results.</summary>
    string Kind { get; }

    string Uri { get; }

    /// <summary>Whether it refuses what the rules of a collection do not allow, as a server does.</summary>
    bool IsComplete { get; }
}

namespace Presage.Tests.Storage.MongoDb.Servers;

/// <summary>The server of PRESAGE_MONGODB, whose user may create and drop databases.</summary>
internal sealed class GivenServer(string uri) : IMongoServer
{
    public const string Variable = "PRESAGE_MONGODB";

    public string Kind => $"the server of {Variable}";

    public string Uri => uri;

    public bool IsComplete => true;

    public static GivenServer? TryFind() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri ? new(uri) : null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

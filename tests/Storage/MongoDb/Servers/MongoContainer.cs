using Testcontainers.MongoDb;

namespace Presage.Tests.Storage.MongoDb.Servers;

/// <summary>A replica set of one member in a container. PRESAGE_MONGODB_IMAGE names another image than the usual one.</summary>
internal sealed class MongoContainer : IMongoServer
{
    public const string Variable = "PRESAGE_MONGODB_IMAGE";

    private const string UsualImage = "mongo:8.0.15";

    private readonly MongoDbContainer _container;

    private MongoContainer(MongoDbContainer container) => _container = container;

    public static bool IsNamed => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    public string Kind => $"a container of {_container.Image.FullName}";

    public string Uri => _container.GetConnectionString();

    public bool IsComplete => true;

    /// <returns>The container, or why there is none.</returns>
    public static async Task<(MongoContainer? Container, string WhyNone)> TryStartAsync()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is null && !File.Exists("/var/run/docker.sock"))
            return (null, "there is no Docker");

        var image = IsNamed ? Environment.GetEnvironmentVariable(Variable)! : UsualImage;
        try
        {
            var container = new MongoDbBuilder(image).WithReplicaSet().Build();
            await container.StartAsync();
            return (new MongoContainer(container), "");
        }
        catch (Exception error)
        {
            return (null, $"no container of {image} can be started ({error.Message.ReplaceLineEndings(" ")})");
        }
    }

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}

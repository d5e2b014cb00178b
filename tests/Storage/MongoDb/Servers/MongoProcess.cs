using System.Globalization;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Tests.Storage.MongoDb.Servers;

/// <summary>A mongod of its own, a replica set of one member, with its files in a temporary folder.</summary>
internal sealed class MongoProcess : IMongoServer
{
    private const string Set = "rs0";

    private readonly string _folder;
    private readonly ServerProcess _process;

    private MongoProcess(string folder, ServerProcess process) => (_folder, _process) = (folder, process);

    public string Kind => "a private mongod";

    public string Uri => $"mongodb://127.0.0.1:{_process.Port}/?replicaSet={Set}";

    public bool IsComplete => true;

    public static bool IsInstalled => Program is not null;

    private static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "mongod.exe" : "mongod")).FirstOrDefault(File.Exists);

    public static async Task<MongoProcess> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("presage-mongod-").FullName;
        var process = await ServerProcess.StartAsync(
            Program!,
            port => ["--replSet", Set, "--port", port.ToString(CultureInfo.InvariantCulture), "--bind_ip", "127.0.0.1",
                "--dbpath", folder]);
        var server = new MongoProcess(folder, process);
        await server.InitiateAsync();
        return server;
    }

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task InitiateAsync()
    {
        var host = $"127.0.0.1:{_process.Port}";
        using var direct = new MongoClient($"mongodb://{host}/?directConnection=true");
        var members = new BsonArray { new BsonDocument { ["_id"] = 0, ["host"] = host } };
        await direct.GetDatabase("admin").RunCommandAsync<BsonDocument>(
            new BsonDocument("replSetInitiate", new BsonDocument { ["_id"] = Set, ["members"] = members }));

        // Selecting the primary waits until there is one.
        using var client = new MongoClient(Uri);
        await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1));
    }
}

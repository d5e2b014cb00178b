using System.Diagnostics;
using System.Globalization;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Tests.Storage.MongoDb.Servers;

/// <summary>
/// A script that speaks MongoDB's protocol over an imitation of its collections in memory. It shows that commands mean what they should; it
/// knows no users, no failover and no sharding, and refuses nothing that rules forbid. What can be wrong with a server is switched on.
/// </summary>
internal sealed class MongoBridge : IMongoServer
{
    private const string Python = "/usr/bin/python3";

    private readonly ServerProcess _process;

    private MongoBridge(ServerProcess process) => _process = process;

    public string Kind => "the bridge over mongomock, which is not a server";

    public string Uri => $"mongodb://{Host}/?replicaSet=rs0";

    public string Host => $"127.0.0.1:{_process.Port}";

    public bool IsComplete => false;

    /// <summary>Why it cannot be started; null when it can.</summary>
    public static string? WhyNot => Script is null ? "tests/Storage/MongoDb/Servers/mongo_bridge.py is not there"
        : !HasModules() ? $"{Python} has no mongomock and pymongo"
        : null;

    public static string RepositoryRoot { get; } = FindRoot();

    private static string? Script { get; } = Find();

    /// <param name="switches">Those of mongo_switches.py.</param>
    public static async Task<MongoBridge> StartAsync(params string[] switches) => new(await ServerProcess.StartAsync(
        Python, port => [Script!, "--port", port.ToString(CultureInfo.InvariantCulture), "--replset", "rs0", "--quiet", .. switches]));

    /// <summary>One that is used by this test alone, which is skipped where none can be started.</summary>
    public static async Task<MongoBridge> OfTestAsync(params string[] switches)
    {
        Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
        return await StartAsync(switches);
    }

    /// <summary>From now on commands fail as MongoDB's fail point <c>failCommand</c> has it; with mode <c>off</c> no more.</summary>
    /// <param name="data">Such as <c>{ failCommands: ["find"], errorCode: 13 }</c>.</param>
    public async Task FailAsync(string data, string mode = "'alwaysOn'")
    {
        using var client = new MongoClient(Uri);
        await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(
            BsonDocument.Parse($"{{ configureFailPoint: 'failCommand', mode: {mode}, data: {data} }}"));
    }

    /// <summary>It accepts connections and commands from now on, and never answers.</summary>
    public Task FreezeAsync() => _process.SignalAsync("STOP");

    public Task ThawAsync() => _process.SignalAsync("CONT");

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool HasModules()
    {
        if (!File.Exists(Python))
            return false;

        using var process = Process.Start(
            new ProcessStartInfo(Python, ["-c", "import mongomock, pymongo"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string? Find()
    {
        var script = Path.Combine(RepositoryRoot, "tests", "Storage", "MongoDb", "Servers", "mongo_bridge.py");
        return File.Exists(script) ? script : null;
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Microservices.sln")))
            directory = directory.Parent;

        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}

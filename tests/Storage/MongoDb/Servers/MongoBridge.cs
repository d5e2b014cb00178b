using System.Diagnostics;
using System.Globalization;
namespace Presage.Tests.Storage.MongoDb.Servers;

/// <summary>
/// A script that speaks MongoDB's protocol over an imitation of its collections in memory. It shows that commands mean what they should; it
/// knows no authentication, no TLS, no failover, no sharding and no rules.
/// </summary>
internal sealed class MongoBridge : IMongoServer
{
    private const string Python = "/usr/bin/python3";

    private readonly ServerProcess _process;

    private MongoBridge(ServerProcess process) => _process = process;

    public string Kind => "the bridge over mongomock, which is not a server";

    public string Uri => $"mongodb://127.0.0.1:{_process.Port}/?replicaSet=rs0";

    public bool IsComplete => false;

    /// <summary>Why it cannot be started; null when it can.</summary>
    public static string? WhyNot => Script is null ? "tests/Storage/MongoDb/Servers/mongo_bridge.py is not there"
        : !HasModules() ? $"{Python} has no mongomock and pymongo"
        : null;

    public static string RepositoryRoot { get; } = FindRoot();

    private static string? Script { get; } = Find();

    public static async Task<MongoBridge> StartAsync() => new(await ServerProcess.StartAsync(
        Python, port => [Script!, "--port", port.ToString(CultureInfo.InvariantCulture), "--replset", "rs0", "--quiet"]));

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

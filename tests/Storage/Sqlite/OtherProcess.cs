using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Storage.Telemetry;
using Presage.Tests.Storage.Contracts;

namespace Presage.Tests.Storage.Sqlite;

/// <summary>This program started again, to use a store from a process of its own. It says on standard output how far it is.</summary>
internal static class OtherProcess
{
    public const string Argument = "--as-other-process";
    public const string Writer = "writer";
    public const string Starter = "starter";
    public const string Deleter = "deleter";
    public const string Holder = "holder";
    public const int ReadingsPerBatch = 500;

    /// <summary>Number of different batches; after the last comes the first again.</summary>
    private const int Batches = 200;

    public static Process Start(string role, string directory) => Process.Start(new ProcessStartInfo
    {
        // The program file next to the assembly: the tests themselves may run under another host.
        FileName = Path.ChangeExtension(typeof(OtherProcess).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null),
        ArgumentList = { Argument, role, directory },
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    public static async Task<int> RunAsync(string role, string directory)
    {
        if (role == Starter)
        {
            Console.WriteLine("ready");
            Console.ReadLine();
        }

        await using var ports = new ServiceCollection().AddSqliteStorage(directory).BuildServiceProvider();
        if (role == Starter)
            await ports.GetRequiredService<IRuns>().StartAsync(
                new($"{Environment.ProcessId}", "ingest", "plant", "key", "{}", null, null, DateTime.UnixEpoch), default);
        else if (role == Holder)
            await HoldAsync(ports.GetRequiredService<SqliteStore>());
        else if (role == Deleter)
            await DeleteAsync(ports);
        else
            await WriteUntilKilledAsync(ports.GetRequiredService<ITelemetry>());

        return 0;
    }

    /// <summary>Holds the store until somebody sends a line.</summary>
    private static Task<string?> HoldAsync(SqliteStore store) => store.WriteAsync(
        _ =>
        {
            Console.WriteLine("held");
            return Console.ReadLine();
        },
        default);

    /// <summary>Deletes a result set and a data set at once.</summary>
    private static Task DeleteAsync(IServiceProvider ports) => Task.WhenAll(
        ports.GetRequiredService<IPredictions>().DeleteAsync("march", default),
        ports.GetRequiredService<IDataSets>().DeleteAsync("plant", default));

    /// <summary>
    /// Names each batch once it is stored; batches go over all blocks, so that later ones rewrite what earlier ones wrote.
    /// </summary>
    private static async Task WriteUntilKilledAsync(ITelemetry telemetry)
    {
        for (var batch = 0; ; batch++)
        {
            await telemetry.MergeAsync("plant", TimeSpan.FromDays(10), [Batch(batch)], default);
            Console.WriteLine(batch);
        }
    }

    public static TelemetryBatch Batch(int number)
    {
        var rows = Enumerable.Range(0, ReadingsPerBatch).Select(row => (row * Batches) + (number % Batches)).ToArray();
        return Readings.Of("7", 0, Batches * ReadingsPerBatch).Pick(rows);
    }
}

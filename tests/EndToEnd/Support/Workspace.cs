using System.Diagnostics;
using Presage.Storage;

namespace Presage.Tests.EndToEnd.Support;

/// <summary>A directory of its own for a test, in which the real program runs as a process.</summary>
internal sealed class Workspace : IDisposable
{
    private static readonly string Program =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "presage.exe" : "presage");

    public string Root { get; } = Directory.CreateTempSubdirectory("presage-test-").FullName;

    /// <summary>Environment variables of every process started here.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public string Data => Path.Combine(Root, "data");

    /// <summary>Has every process that is started here from now on use a store that is not in the directory.</summary>
    public void Use(StorageOptions store)
    {
        Variables["Storage__Provider"] = store.Provider;
        Variables["Storage__Uri"] = store.Uri!;
        if (store.Database is { } database)
            Variables["Storage__Database"] = database;
    }

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file of text below the directory.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process);
    }

    public Process Start(params string[] arguments) => StartWith(Data, arguments);

    /// <summary>Starts the program on a store elsewhere.</summary>
    public Process StartWith(string data, params string[] arguments) => Start(Program, [.. arguments, "--data", data]);

    public Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;

        return Process.Start(start)!;
    }

    public static async Task<Outcome> EndAsync(Process process)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return new Outcome(process.ExitCode, await output, await error);
    }

    /// <summary>All predictions of a result set, as text.</summary>
    public async Task<string> PredictionsAsync(string results)
    {
        var file = PathOf($"{results}.csv");
        (await RunAsync("predictions", results, "--out", file)).Done();
        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

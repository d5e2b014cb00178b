using System.Diagnostics;

namespace Presage.Tests.Benchmarks.Processes;

/// <summary>The programs of this repository, as they were built last.</summary>
internal static class Programs
{
    public static IReadOnlyList<string> Services { get; } = ["Ingestion", "Features", "Training", "Scoring", "Monitoring"];

    private static readonly string Root = FindRoot();

    /// <summary>Runs the command line and gives what it prints.</summary>
    public static async Task<string> PresageAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        using var process = Start(Path("Cli", "presage"), arguments, variables);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException($"presage {string.Join(' ', arguments)}: {await error}");
    }

    /// <summary>Starts a service; the task ends when it takes messages.</summary>
    public static (Process Process, Task Ready) Service(string name, IReadOnlyDictionary<string, string> variables)
    {
        var ready = new TaskCompletionSource();
        var process = Start(Path(name, $"Presage.{name}"), ["--urls", "http://127.0.0.1:0"], variables);
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains(" is ready after ", StringComparison.Ordinal) == true)
                ready.TrySetResult();
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return (process, ready.Task);
    }

    private static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        return Process.Start(start)!;
    }

    private static string Path(string project, string program) =>
        System.IO.Path.Combine(Root, "services", project, "bin", "Release", "net10.0", program);

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "Microservices.sln")))
            directory = directory.Parent;

        return directory?.FullName ?? throw new InvalidOperationException("The benchmarks do not run inside the repository.");
    }
}

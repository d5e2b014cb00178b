using System.Diagnostics;

namespace Presage.Tests.Benchmarks.Comparison;

/// <summary>Runs a comparison in a process of its own, so that no run profits from the one before or pays for its memory.</summary>
internal static class ChildProcess
{
    /// <summary>What this program's own path takes to start it again: its assembly, when the path is the runtime's.</summary>
    public static string[] OwnArguments =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ChildProcess).Assembly.Location] : [];

    public static ComparisonLine Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var lines = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        Console.Error.Write(lines);
        return ComparisonLine.Parse(lines);
    }
}

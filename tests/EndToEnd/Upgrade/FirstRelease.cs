using System.Diagnostics;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Upgrade;

/// <summary>
/// The programs of the first release, built from the history of this repository; once a machine, since that takes a while.
/// </summary>
internal static class FirstRelease
{
    private const string Commit = "0d04fa85dcc36744a02d6aefe5e7193b8b48db5e";
    private const string Output = "services/Cli/bin/cluster/Release/net10.0";

    /// <summary>As its images were built, and without what only a developer wants to know.</summary>
    private static readonly string[] Build =
    [
        "build", "services/Cli", "-c", "Release", "-v", "q", "--nologo", "-nodeReuse:false", "-p:Edition=cluster",
        "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false",
    ];

    /// <summary>The folder with the programs of all services and of the command line.</summary>
    public static async Task<string> ProgramsAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"presage-{Commit[..12]}");
        if (!Directory.Exists(folder))
            await BuildAsync(folder);

        return Path.Combine(folder, Output);
    }

    private static async Task BuildAsync(string folder)
    {
        var (found, _) = await RunAsync("git", RealRecords.RepositoryRoot, "cat-file", "-e", $"{Commit}^{{commit}}");
        Assert.SkipUnless(
            found, $"The history of this clone does not reach back to the first release, {Commit[..7]}: git fetch --unshallow.");

        var work = Directory.CreateTempSubdirectory("presage-release-").FullName;
        var archive = $"{work}.tar";
        try
        {
            await DoneAsync("git", RealRecords.RepositoryRoot, "archive", "-o", archive, Commit, "contracts", "services", "global.json",
                "Directory.Build.props", "Directory.Packages.props", ".editorconfig");
            await DoneAsync("tar", work, "xf", archive);
            await DoneAsync("dotnet", work, Build);
            if (!Directory.Exists(folder))
                Directory.Move(work, folder);
        }
        finally
        {
            File.Delete(archive);
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
    }

    private static async Task DoneAsync(string program, string folder, params string[] arguments)
    {
        var (done, said) = await RunAsync(program, folder, arguments);
        done.ShouldBeTrue($"{program} {string.Join(' ', arguments)}\n{said}");
    }

    private static async Task<(bool Done, string Said)> RunAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What this test run was itself started with would point the build at another SDK's files.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);

        using var process = Process.Start(start)!;
        var outcome = await Workspace.EndAsync(process);
        return (outcome.ExitCode == 0, outcome.Out + outcome.Error);
    }
}

using System.Text.RegularExpressions;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>The commands of README.md do what README.md says.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task Every_command_of_the_readme_runs()
    {
        var readme = Path.Combine(RealRecords.RepositoryRoot, "README.md");
        Assert.SkipUnless(File.Exists(readme), "There is no README.md yet");
        var data = Path.GetDirectoryName(RealRecords.Twenty)!;
        using var workspace = new Workspace();
        var commands = CommandBlocks().Matches(await File.ReadAllTextAsync(readme, TestContext.Current.CancellationToken))
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(line => line.StartsWith("./presage ", StringComparison.Ordinal))
            .Select(line => line["./presage ".Length..].Replace("../shared/data", data, StringComparison.Ordinal))
            .ToList();

        commands.Count.ShouldBeGreaterThan(5);
        foreach (var command in commands)
            (await workspace.RunAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Done();

        File.Exists(workspace.PathOf("report.html")).ShouldBeTrue();
    }

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CommandBlocks();
}

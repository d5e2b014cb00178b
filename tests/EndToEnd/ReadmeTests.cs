using System.Text.RegularExpressions;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>The commands of README.md do what README.md says.</summary>
public sealed partial class ReadmeTests(Brokers brokers)
{
    /// <summary>Commands that are about the broker.</summary>
    private static readonly string[] WithBroker = ["topology", "faults", "publish"];

    [Fact]
    public async Task Every_command_of_the_readme_runs()
    {
        using var workspace = new Workspace();
        var commands = await CommandsAsync(withBroker: false);

        commands.Count.ShouldBeGreaterThan(5);
        foreach (var command in commands)
            (await workspace.RunAsync(command)).Done();

        File.Exists(workspace.PathOf("report.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_command_about_the_broker_runs()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        var commands = await CommandsAsync(withBroker: true);

        commands.Count.ShouldBeGreaterThan(2);
        foreach (var command in commands)
            (await cluster.Workspace.RunAsync(command)).Done();
    }

    private static async Task<IReadOnlyList<string[]>> CommandsAsync(bool withBroker)
    {
        var readme = Path.Combine(RealRecords.RepositoryRoot, "README.md");
        Assert.SkipUnless(File.Exists(readme), "There is no README.md yet");
        var data = Path.GetDirectoryName(RealRecords.Twenty)!;
        return
        [
            .. CommandBlocks().Matches(await File.ReadAllTextAsync(readme, TestContext.Current.CancellationToken))
                .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Where(line => line.StartsWith("./presage ", StringComparison.Ordinal))
                .Select(line => line["./presage ".Length..].Replace("../shared/data", data, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(command => WithBroker.Contains(command[0]) == withBroker),
        ];
    }

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CommandBlocks();
}

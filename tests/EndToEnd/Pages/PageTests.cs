using System.Text.RegularExpressions;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Pages;

/// <summary>The commands of the documentation do what it says.</summary>
public sealed partial class PageTests(Brokers brokers, Plant plant)
{
    /// <summary>Commands that are about the broker.</summary>
    private static readonly string[] s_withBroker = ["topology", "faults", "publish"];

    public static TheoryData<string> Pages { get; } =
        [.. Page.All.Skip(1).Where(page => page.Commands.Any(command => !s_withBroker.Contains(command[0]))).Select(page => page.Path)];

    [Fact]
    public async Task Every_command_of_the_readme_runs()
    {
        using var workspace = new Workspace();
        var commands = Page.All[0].Commands.ToList();

        commands.Count.ShouldBeGreaterThan(5);
        foreach (var command in commands)
            (await workspace.RunAsync(command)).Done();

        File.Exists(workspace.PathOf("report.html")).ShouldBeTrue();
    }

    /// <summary>They begin where the README ends.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_of_a_page_runs(string path)
    {
        using var workspace = await plant.CopyAsync();

        foreach (var command in Page.All.Single(page => page.Path == path).Commands.Where(command => !s_withBroker.Contains(command[0])))
            (await workspace.RunAsync(command)).Done();
    }

    [Fact]
    public async Task Every_command_about_the_broker_runs()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        var commands = Page.All.SelectMany(page => page.Commands).Where(command => s_withBroker.Contains(command[0]))
            .OrderBy(command => Array.IndexOf(s_withBroker, command[0])).ToList();

        commands.Count.ShouldBeGreaterThan(2);
        foreach (var command in commands)
            (await cluster.Workspace.RunAsync(command)).Done();
    }

    [Fact]
    public async Task Every_command_has_its_place()
    {
        using var workspace = new Workspace();
        var commands = await NamesAsync(workspace);
        var readme = await TextOfAsync("README.md");
        var table = await TextOfAsync("docs/use/commands.md");

        commands.Count.ShouldBeGreaterThan(15);
        commands.Where(command => !readme.Contains($"`{command}", StringComparison.Ordinal)).ShouldBeEmpty();
        foreach (var command in commands)
            foreach (var name in (await NamesAsync(workspace, command)).DefaultIfEmpty(command))
                Regex.IsMatch(table, $@"`{command}\b[^`]*\b{name}\b|`{name}\b").ShouldBeTrue($"{command} {name}");
    }

    [Fact]
    public void Commands_run_or_say_why_not()
    {
        Page.All.SelectMany(page => page.Blocks).Count(block => block.Reason is null).ShouldBeGreaterThan(8);
        Page.All.SelectMany(
            page => page.Blocks.Where(block => block.Reason is null && !block.IsOfPresage)
                .Select(block => $"{page.Path}: {block.Lines[0]}")).ShouldBeEmpty();
    }

    /// <summary>The commands, or those of a command, as it lists them itself.</summary>
    private static async Task<IReadOnlyList<string>> NamesAsync(Workspace workspace, params string[] command)
    {
        var help = (await workspace.RunAsync([.. command, "--help"])).Done().Out;
        return [.. help.Split("Commands:").Skip(1).SelectMany(list => ListedName().Matches(list)).Select(name => name.Groups[1].Value)];
    }

    private static Task<string> TextOfAsync(string page) =>
        File.ReadAllTextAsync(Path.Combine(RealRecords.RepositoryRoot, page), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"^  (\w+)", RegexOptions.Multiline)]
    private static partial Regex ListedName();
}

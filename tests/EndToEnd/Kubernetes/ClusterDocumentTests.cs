using System.Text.RegularExpressions;
using Presage.Tests.EndToEnd.Pages;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Kubernetes;

/// <summary>
/// The commands for a cluster do what the documentation says, as they are written there: kubectl is played, the scripts and what they carry
/// out are real.
/// </summary>
public sealed partial class ClusterDocumentTests(Plant plant) : IDisposable
{
    private const string NeedsCluster = "it needs a cluster";

    private readonly Workspace _workspace = new();

    public static TheoryData<string> Pages { get; } =
        [.. Page.All.Where(page => page.Blocks.Any(block => block.Reason == NeedsCluster)).Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_that_needs_a_cluster_runs(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts need a shell");
        using var cluster = new PlayedCluster(_workspace);
        Link("deploy");
        foreach (var name in new[] { "machines", "telemetry", "errors", "maint", "failures" })
            File.Copy(Path.Combine(RealRecords.Twenty, $"PdM_{name}.csv"), _workspace.PathOf($"{name}.csv"));

        foreach (var block in Page.All.Single(page => page.Path == path).Blocks.Where(block => block.Reason == NeedsCluster))
        {
            (await cluster.RunAsync(string.Join('\n', block.Lines))).Done();

            // The steps that are told one by one begin where nothing is installed.
            if (block.Lines is ["k8s/install dev"])
                Directory.Delete(cluster.PathOf("secret"), recursive: true);
        }
    }

    /// <summary>Those that stand in a table or a sentence, on the store that the commands before have made.</summary>
    [Fact]
    public async Task Every_command_in_a_sentence_that_needs_nothing_else_runs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts need a shell");
        using var workspace = await plant.CopyAsync();
        using var cluster = new PlayedCluster(workspace);
        var runs = (await workspace.RunAsync("runs", "list", "--json")).Done().Document.GetProperty("runs");
        var run = runs[0].GetProperty("id").GetString()!;
        var text = await File.ReadAllTextAsync(
            Path.Combine(RealRecords.RepositoryRoot, "docs/operate/cluster.md"), TestContext.Current.CancellationToken);

        // 'score' alone only names the command; faults are redriven over a broker, which the blocks of another page do; and a run that has
        // succeeded is not taken up again, and so is a job's.
        var commands = InSentence().Matches(text).Select(found => found.Groups[1].Value).Distinct()
            .Where(command => command != "score" && !command.StartsWith("faults redrive", StringComparison.Ordinal)
                && !command.StartsWith("runs retry", StringComparison.Ordinal)
                && !command.StartsWith("jobs repair", StringComparison.Ordinal)).ToList();
        (await workspace.RunAsync("jobs", "apply", Path.Combine(RealRecords.RepositoryRoot, "examples/jobs/nightly.yaml"))).Done();

        commands.Count.ShouldBeGreaterThan(2);
        foreach (var command in commands)
            (await cluster.RunAsync(
                $"k8s/presage {command.Replace("RESULTS", "march").Replace("RUN", run).Replace("JOB", "nightly")}")).Done();
        (await File.ReadAllTextAsync(workspace.PathOf("report.html"), TestContext.Current.CancellationToken))
            .ShouldStartWith("<!DOCTYPE html>");
    }

    /// <summary><c>kubectl run</c> attaches to a command that has begun, and shows nothing of what it had printed by then.</summary>
    [Fact]
    public async Task Nothing_that_a_command_prints_is_lost()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts need a shell");
        using var workspace = await plant.CopyAsync();
        using var cluster = new PlayedCluster(workspace);

        (await cluster.RunAsync("k8s/presage predictions march --out /dev/stdout </dev/null >seen.csv")).Done();

        (await File.ReadAllTextAsync(workspace.PathOf("seen.csv"), TestContext.Current.CancellationToken))
            .ShouldBe(await workspace.PredictionsAsync("march"));
    }

    [Fact]
    public async Task A_command_that_is_not_right_is_found_out()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts need a shell");
        using var cluster = new PlayedCluster(_workspace);

        (await cluster.RunAsync("kubectl apply -k k8s/overlays/nowhere")).ExitCode.ShouldNotBe(0);
        (await cluster.RunAsync("kubectl apply -f k8s/kept/nothing.yaml")).ExitCode.ShouldNotBe(0);
        (await cluster.RunAsync("k8s/presage raport march")).ExitCode.ShouldNotBe(0);
        (await cluster.RunAsync("k8s/secrets.sh | kubectl create -f - && k8s/secrets.sh | kubectl create -f -")).ExitCode.ShouldNotBe(0);
        (await cluster.RunAsync("kubectl -n presage wait --for=condition=complete job/topologie")).ExitCode.ShouldNotBe(0);
    }

    public void Dispose() => _workspace.Dispose();

    private void Link(string folder) =>
        Directory.CreateSymbolicLink(_workspace.PathOf(folder), Path.Combine(RealRecords.RepositoryRoot, folder));

    [GeneratedRegex(@"`k8s/presage ([a-z][^`\n]*)`")]
    private static partial Regex InSentence();
}

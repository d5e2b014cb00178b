using System.Diagnostics;
using System.Runtime.InteropServices;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>
/// SIGTERM at any moment of a process's first seconds: it ends soon, as somebody who was told to, and without a stack. As many moments as
/// <see cref="Variable"/> says, spread over the time.
/// </summary>
[Collection(nameof(Processes))]
public sealed class StopMomentTests(Brokers brokers)
{
    private const string Variable = "PRESAGE_STOP_MOMENTS";
    private const int Usual = 2;
    private const int AtOnce = 4;
    private const int SigTerm = 15;
    private const int KilledByIt = 128 + SigTerm;

    /// <summary>What a process has is 5 s. A machine that is at work on other things may need longer to come to its first line.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(3);

    public enum Way
    {
        There,
        Away,
        Refusing,
    }

    private static int Moments => int.TryParse(Environment.GetEnvironmentVariable(Variable), out var given) ? given : Usual;

    [Theory]
    [InlineData(Way.There)]
    [InlineData(Way.Away)]
    [InlineData(Way.Refusing)]
    public async Task A_process_that_is_told_to_stop_while_it_starts_stops(Way way)
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(AddressOf(way, host.Address));
        cluster.Workspace.Variables["Storage__Directory"] = cluster.Workspace.Data;
        string[] programs = [.. Cluster.Services, "serve", "train"];
        var stops = programs.SelectMany((program, index) => Enumerable.Range(0, Moments)
            .Select(moment => (program, After: First * ((moment + (double)index / programs.Length) / Moments))));

        await Parallel.ForEachAsync(
            stops, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (stop, _) => await StopAsync(cluster, stop.program, stop.After, way));
    }

    [Fact]
    public async Task A_process_that_has_nothing_in_hand_does_not_wait_for_a_broker_that_is_gone()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        await using var detour = new Detour(host.Address.Host, host.Address.Port);
        using var cluster = new Cluster(new UriBuilder(host.Address) { Port = detour.Port }.Uri);
        var worker = cluster.Start("Monitoring");
        await worker.ReadyAsync();

        await using var closed = detour.Close();
        var begun = Stopwatch.GetTimestamp();
        await worker.StopAsync(TimeSpan.FromSeconds(60));

        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(Longest);
        worker.Log.ShouldNotContain("   at ");
    }

    private static async Task StopAsync(Cluster cluster, string program, TimeSpan after, Way way)
    {
        using var process = StartOf(cluster, program);
        var end = Workspace.EndAsync(process);
        await Task.WhenAny(end, Task.Delay(after, TestContext.Current.CancellationToken));
        var begun = Stopwatch.GetTimestamp();
        _ = Kill(process.Id, SigTerm);
        await Task.WhenAny(end, Task.Delay(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        var took = Stopwatch.GetElapsedTime(begun);
        if (!end.IsCompleted)
            process.Kill();

        var (exitCode, output, error) = await end;
        var story = $"{program}, broker {way}, told after {after.TotalSeconds:0.00} s, ended with {exitCode} after "
            + $"{took.TotalSeconds:0.0} s:\n{output}\n{error}";
        took.ShouldBeLessThan(Longest, story);
        $"{output}{error}".ShouldNotContain("   at ", Case.Sensitive, story);
        exitCode.ShouldBeOneOf([.. Expected(program, way, hasBegun: output.Length + error.Length > 0)], story);
    }

    /// <summary>
    /// A service has done what it was told; a command has not done what it was asked for, and one that is refused says so. What has not
    /// begun to run is ended by the signal itself.
    /// </summary>
    private static IEnumerable<int> Expected(string program, Way way, bool hasBegun)
    {
        if (program != "train")
            yield return 0;
        if (program == "train" || way == Way.Refusing)
            yield return 1;
        if (!hasBegun)
            yield return KilledByIt;
    }

    private static Process StartOf(Cluster cluster, string program) => program switch
    {
        "serve" => cluster.Workspace.Start("serve", "--urls", "http://127.0.0.1:0"),
        "train" => cluster.Workspace.Start(Plant.Train),
        _ => cluster.Workspace.Start(Path.Combine(AppContext.BaseDirectory, $"Presage.{program}"), ["--urls", "http://127.0.0.1:0"]),
    };

    private static Uri AddressOf(Way way, Uri there) => way switch
    {
        Way.Away => new UriBuilder(there) { Port = FreePorts.Take(1)[0] }.Uri,
        Way.Refusing => new UriBuilder(there) { Password = "mistaken" }.Uri,
        _ => there,
    };

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}

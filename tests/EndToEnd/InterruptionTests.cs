using System.Diagnostics;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

public sealed class InterruptionTests(Plant plant)
{
    private const int Kills = 4;

    [Theory]
    [InlineData("ingest")]
    [InlineData("train")]
    [InlineData("score")]
    public async Task Interrupting_says_so_in_one_sentence_and_giving_the_command_again_goes_on(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT to send");
        using var workspace = await BeforeAsync(command);
        using var process = workspace.Start(ArgumentsOf(command));

        // The first line of progress: the run has begun.
        await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        using var signal = Process.Start("kill", ["-INT", process.Id.ToString()]);
        var interrupted = await Workspace.EndAsync(process);

        // A process may have been done before it was told to stop.
        if (interrupted.ExitCode != 0)
            interrupted.Failed(1, "interrupted");
        await FinishAsync(workspace, command);
        (await workspace.PredictionsAsync("march")).ShouldBe(await plant.PredictionsAsync());
    }

    [Theory]
    [InlineData("ingest")]
    [InlineData("train")]
    [InlineData("score")]
    public async Task Killing_at_random_moments_and_giving_the_command_again_ends_in_the_same_predictions(string command)
    {
        var seed = Environment.GetEnvironmentVariable("PRESAGE_SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"PRESAGE_SEED={seed}");
        var random = new Random(seed);
        using var workspace = await BeforeAsync(command);
        var undisturbed = await DurationAsync(command);

        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = workspace.Start(ArgumentsOf(command));
            var end = Workspace.EndAsync(process);
            await Task.WhenAny(end, Task.Delay(undisturbed * (0.2 + 0.7 * random.NextDouble()), TestContext.Current.CancellationToken));
            process.Kill();
            await end;
        }

        await FinishAsync(workspace, command);
        (await workspace.PredictionsAsync("march")).ShouldBe(await plant.PredictionsAsync(), $"PRESAGE_SEED={seed}");
    }

    private static string[] ArgumentsOf(string command) => command switch
    {
        "ingest" => [.. Plant.Ingest, RealRecords.Twenty],
        "train" => Plant.Train,
        _ => Plant.Score,
    };

    /// <summary>A store in which everything before the command was done.</summary>
    private static async Task<Workspace> BeforeAsync(string command)
    {
        var workspace = new Workspace();
        foreach (var earlier in new[] { "ingest", "train", "score" }.TakeWhile(each => each != command))
            (await workspace.RunAsync(ArgumentsOf(earlier))).Done();

        return workspace;
    }

    /// <summary>Gives the command again, and those that come after it.</summary>
    private static async Task FinishAsync(Workspace workspace, string command)
    {
        foreach (var later in new[] { "ingest", "train", "score" }.SkipWhile(each => each != command))
            (await workspace.RunAsync(ArgumentsOf(later))).Done();
    }

    private static async Task<TimeSpan> DurationAsync(string command)
    {
        using var workspace = await BeforeAsync(command);
        var begun = Stopwatch.GetTimestamp();
        (await workspace.RunAsync(ArgumentsOf(command))).Done();
        return Stopwatch.GetElapsedTime(begun);
    }
}

using Presage.Contracts;
using Presage.Contracts.Api;

namespace Presage.Tests.Harness;

/// <summary>Stores that many tests begin with, made once; each test works on a copy.</summary>
public static class Prepared
{
    public const string Dataset = "fleet";
    public const int Days = 60;

    public static readonly DateTime TrainedTo = TestFleet.Start.AddDays(45);
    public static readonly DateTime End = TestFleet.Start.AddDays(Days);

    private static readonly Lazy<Task<TestFolder>> s_filled = new(FillAsync);
    private static readonly Lazy<Task<TestFolder>> s_trained = new(TrainAsync);
    private static readonly Lazy<Task<TestFolder>> s_scored = new(ScoreAsync);

    /// <summary>Ten machines for sixty days, known a day later.</summary>
    public static TestFleet Fleet { get; } = TestFleet.Create(TestStore.Scenario, machines: 10, Days, known: End.AddDays(1));

    public static StartTraining Training { get; } =
        new("train-1", Dataset, TestFleet.Start, TrainedTo, Algorithm: "decision-tree", HorizonHours: 48, Trials: 1);

    public static StartScoring Scoring { get; } = new("score-1", Dataset, TrainedTo, End, "predictions");

    /// <summary>A data set without a model.</summary>
    public static Task<TestFolder> FilledAsync() => s_filled.Value;

    /// <summary>The data set with a champion trained on its first 45 days.</summary>
    public static Task<TestFolder> TrainedAsync() => s_trained.Value;

    /// <summary>The data set with predictions of the champion.</summary>
    public static Task<TestFolder> ScoredAsync() => s_scored.Value;

    /// <summary>One run of every kind.</summary>
    public static async Task RunAllAsync(PresageHost host)
    {
        await host.RunAsync<StartTraining, TrainResult>(Training);
        await host.RunAsync<StartScoring, ScoreResult>(Scoring);
        await host.RunAsync<StartEvaluation, EvaluateResult>(new StartEvaluation("evaluate-1", Scoring.Results));
        await host.RunAsync<StartFeatures, FeaturesResult>(new StartFeatures("features-1", Dataset, TestFleet.Start, End));
    }

    private static async Task<TestFolder> FillAsync()
    {
        var folder = new TestFolder();
        await using var store = new TestStore(folder.Path);
        await store.AddAsync(Dataset, Fleet);
        return folder;
    }

    private static async Task<TestFolder> ScoreAsync()
    {
        var host = await PresageHost.StartAsync(await TrainedAsync());
        await host.RunAsync<StartScoring, ScoreResult>(Scoring);
        return await host.StopAsync();
    }

    private static async Task<TestFolder> TrainAsync()
    {
        var host = await PresageHost.StartAsync(await FilledAsync());
        await host.RunAsync<StartTraining, TrainResult>(Training);
        return await host.StopAsync();
    }
}

using Microsoft.Data.Sqlite;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Scenarios;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Application.Support;

/// <summary>Result sets as scoring writes them: two components, with thresholds .5 and .2.</summary>
internal static class Scored
{
    public const string Dataset = "plant";

    public static readonly DateTime Begin = new(2015, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly double[] s_thresholds = [0.5, 0.2];

    public static DateTime At(double hours) => Begin.AddHours(hours);

    /// <summary>What a model says about a machine, which has a reason for it.</summary>
    public static Prediction Of(string machine, double hour, params double[] probabilities) => new(
        machine, At(hour), probabilities, s_thresholds, null, [new PredictionReason("age", 0.5, 18, 9, $"age {hour}")], Dataset, 1,
        "score-1", $"features-{hour}");

    /// <summary>A result set of a data set, both made when they are not there.</summary>
    public static async Task<ResultSet> HasResultsAsync(this TestStore store, string results, string dataset = Dataset)
    {
        var scenario = ScenarioCatalog.Read("azure-pdm");
        await store.Get<IDataSets>().EnsureAsync(
            new DataSet(dataset, scenario.Name, ScenarioCatalog.Load("azure-pdm"), scenario.Hash, TestStore.Now),
            CancellationToken.None);
        return await store.Get<IPredictions>().EnsureAsync(
            new ResultSet(results, dataset, ["comp1", "comp2"], TimeSpan.FromHours(84), TestStore.Now), CancellationToken.None);
    }

    /// <summary>Predictions in the result set <c>march</c>.</summary>
    public static async Task PredictsAsync(this TestStore store, params IEnumerable<Prediction> predictions)
    {
        await store.HasResultsAsync("march");
        await store.Get<IPredictions>().WriteAsync("march", [.. predictions], CancellationToken.None);
    }

    /// <summary>An alarm of the result set <c>march</c>.</summary>
    public static async Task<Alarm> RaisesAsync(this TestStore store, string machine, string component, double hour, double? ended = null)
    {
        var id = $"{machine}-{component}-{hour}";
        DateTime? end = ended is { } hours ? At(hours) : null;
        var alarm = new Alarm(id, "march", machine, component, At(hour), 0.7, 0.5, ["age is 18"], "score-1", end);
        await store.Get<IAlarms>().AddAsync([alarm], CancellationToken.None);
        await store.Get<IAlarms>().UpdateEndsAsync([alarm], CancellationToken.None);
        return alarm;
    }

    /// <summary>A run that scores into <c>march</c> and has not ended.</summary>
    /// <param name="model">That it names.</param>
    /// <param name="planned">The version that it was planned with; null for one that is not planned yet.</param>
    public static async Task IsBeingScoredAsync(this TestStore store, string model = "plant@1", int? planned = null)
    {
        var runs = store.Get<IRuns>();
        var request = new StartScoring("score-2", Dataset, At(0), At(24), "march", model);
        var plan = planned is null ? null : Json.Write(new RunPlan(
            RunPlan.Scoring, Dataset, At(0), At(24), "default", 84, TestStore.Now, At(24), ["1"], [1], "plant", planned));
        await runs.StartAsync(
            new Run("score-2", RunKinds.Score, Dataset, "key", Json.Write(request), At(0), At(24), TestStore.Now), CancellationToken.None);
        if (plan is not null)
            await runs.PinAsync("score-2", plan, CancellationToken.None);
    }

    /// <summary>As a deletion leaves the result set <c>march</c> that was killed after its first step.</summary>
    public static void DeletionIsInterrupted(this TestStore store)
    {
        using var connection = new SqliteConnection($"Data Source={store.PathOf(SqliteStorage.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE result_sets SET deleting = 1 WHERE name = 'march'";
        command.ExecuteNonQuery().ShouldBe(1);
    }
}

using System.Text.Json;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

public sealed class MicrosoftMLTests(Plant plant)
{
    [Theory]
    [InlineData("ml-fast-tree", "rounds=30")]
    [InlineData("ml-fast-forest", "trees=30")]
    [InlineData("ml-light-gbm", "rounds=30")]
    public async Task An_algorithm_of_Microsoft_ML_is_trained_scored_evaluated_and_reported_like_our_own(string algorithm, string size)
    {
        using var workspace = await plant.CopyAsync();
        string[] train = [.. Plant.Train, "--algorithm", algorithm, "--set", size, "--trials", "2", "--model", "other", "--json"];

        var trained = (await workspace.RunAsync(train)).Done().Document;
        var again = (await workspace.RunAsync(train)).Done().Document;
        var scored = (await workspace.RunAsync(
            "score", "plant", "--from", "2015-03-01", "--to", "2015-04-01", "--results", "other", "--model", "other", "--json"))
                .Done().Document;
        var judged = (await workspace.RunAsync("evaluate", "other", "--json")).Done().Document;
        (await workspace.RunAsync("report", "other", "--out", "other.html")).Done();

        trained.GetProperty("algorithm").GetString().ShouldBe(algorithm);
        again.GetProperty("version").GetInt32().ShouldBe(1);
        scored.GetProperty("written").GetInt32().ShouldBe(20 * 62);
        judged.GetProperty("events").GetProperty("failures").GetInt32().ShouldBe(12);
        var top = (await workspace.RunAsync("predictions", "other", "--top", "5", "--json")).Done();
        top.Out.ShouldContain("usually");
        var report = await File.ReadAllTextAsync(workspace.PathOf("other.html"), TestContext.Current.CancellationToken);
        report.ShouldContain($"{algorithm} on feature preset default");
        report.ShouldContain("gradient-boosting");
    }

    [Fact]
    public async Task Its_model_is_exported_as_it_is_and_refused_for_XGBoost()
    {
        using var workspace = await plant.CopyAsync();
        (await workspace.RunAsync(
            [.. Plant.Train, "--algorithm", "ml-fast-tree", "--model", "other", "--set", "rounds=5", "--trials", "1"])).Done();

        (await workspace.RunAsync("models", "export", "other", "--out", "other.presage")).Done();
        var refused = await workspace.RunAsync("models", "export", "other", "--format", "xgboost-json", "--out", "other.json");

        new FileInfo(workspace.PathOf("other.presage")).Length.ShouldBeGreaterThan(1_000);
        refused.Failed(1, "ml-fast-tree");
        File.Exists(workspace.PathOf("other.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Unless_they_are_named_only_our_own_algorithms_are_tried()
    {
        using var workspace = await plant.CopyAsync();

        var document = (await workspace.RunAsync([.. Plant.Train, "--json"])).Done().Document;

        document.GetProperty("trials").EnumerateArray().Select(Algorithm)
            .ShouldBe(["gradient-boosting", "random-forest", "logistic-regression"]);

        static string? Algorithm(JsonElement trial) => trial.GetProperty("algorithm").GetString();
    }
}

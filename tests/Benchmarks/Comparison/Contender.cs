using Presage.Engine.Learning;

namespace Presage.Tests.Benchmarks.Comparison;

/// <summary>An algorithm with the parameters that make its work equal to the peer's of the same name.</summary>
/// <param name="EveryRow">Trains on every so many rows.</param>
internal sealed record Contender(string Name, string Algorithm, Dictionary<string, double> Parameters, int EveryRow, int RowsToExplain)
{
    public static IReadOnlyList<Contender> All { get; } =
    [
        new("gradient-boosting", Trainers.GradientBoosting, new()
        {
            ["rounds"] = 100, ["leaves"] = 31, ["learning-rate"] = 0.1, ["column-share"] = 1, ["min-child-weight"] = 1, ["l2"] = 1, ["base-score"] = 0.5,
        }, EveryRow: 1, RowsToExplain: 58_000),
        new("random-forest", Trainers.RandomForest, [], EveryRow: 10, RowsToExplain: 2_000),
    ];
}

using Presage.Engine.Learning;

namespace Presage.Tests.Benchmarks.Comparison;

/// <summary>An algorithm with the parameters that make its work equal to the peer's of the same name.</summary>
/// <param name="EveryRow">Trains on every so many rows.</param>
/// <param name="RowsToExplain">Explains so many of the test rows, or as many as there are.</param>
/// <param name="HasPeer">Whether the script knows a peer of that name; algorithms of other libraries are peers themselves.</param>
internal sealed record Contender(
    string Name, string Algorithm, Dictionary<string, double> Parameters, int EveryRow, int RowsToExplain, bool HasPeer = true)
{
    public static IReadOnlyList<Contender> All { get; } =
    [
        new("gradient-boosting", Trainers.GradientBoosting, new()
        {
            ["rounds"] = 100, ["leaves"] = 31, ["learning-rate"] = 0.1, ["column-share"] = 1,
            ["min-child-weight"] = 1, ["l2"] = 1, ["base-score"] = 0.5,
        }, EveryRow: 1, RowsToExplain: 58_000),
        new("random-forest", Trainers.RandomForest, [], EveryRow: 10, RowsToExplain: 2_000),
        Foreign("ml-fast-tree", new() { ["rounds"] = 100, ["leaves"] = 31, ["learning-rate"] = 0.1 }),
        Foreign("ml-light-gbm", new()
        {
            ["rounds"] = 100, ["leaves"] = 31, ["learning-rate"] = 0.1, ["min-rows"] = 1, ["min-child-weight"] = 1, ["l2"] = 1,
        }),
        Foreign("ml-fast-forest", []) with { EveryRow = 10, RowsToExplain = 2_000 },
    ];

    private static Contender Foreign(string algorithm, Dictionary<string, double> parameters) =>
        new(algorithm, algorithm, parameters, EveryRow: 1, RowsToExplain: 58_000, HasPeer: false);
}

using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Simulation;
using Presage.Scenarios;

namespace Presage.Tests.Benchmarks;

/// <summary>
/// Features and labels of some simulated machines and a year: 728 labelled rows x 38 columns and four components a machine.
/// </summary>
internal sealed class Problem
{
    public Problem(int machines)
    {
        var scenario = ScenarioCatalog.Read("azure-pdm");
        var preset = FeaturePresets.Create(FeaturePresets.Default, scenario);
        FeatureRows[] rows = [.. Enumerable.Range(1, machines).Select(RowsOf)];
        Values = Joined(rows, part => part.Values);
        var labels = Joined(rows, part => part.Labels);
        Features = new BinnedMatrix(BinMapper.Fit(preset.Columns, Values), Values[0].Length);
        Features.Fill(0, Values);
        int[] labelled = [.. Enumerable.Range(0, Features.Rows).Where(row => labels[0][row] >= 0)];
        Task = new LearningTask(Features, labels, labelled, []);

        FeatureRows RowsOf(int machine)
        {
            var history = MachineSimulator.Simulate(scenario, seed: 1, machine, days: 365);
            var range = new FeatureRange(history.Times[0], history.Times[^1], UnixTime.FromTimeSpan(scenario.Horizon), history.Times[^1]);
            return preset.Build(history, range);
        }
    }

    /// <summary>[column][row].</summary>
    public double[][] Values { get; }

    public BinnedMatrix Features { get; }

    public LearningTask Task { get; }

    /// <summary>The work that is compared with peers: 100 rounds x 31 leaves, all rows and columns.</summary>
    public static Dictionary<string, double> EqualWork =>
        new() { ["rounds"] = 100, ["leaves"] = 31, ["learning-rate"] = 0.1, ["column-share"] = 1 };

    public Fit Fit(string algorithm, int threads, Dictionary<string, double>? parameters = null) =>
        TrainerCatalog.Own.Create(algorithm).Fit(Task, parameters ?? [], seed: 1, threads, CancellationToken.None);

    private static T[][] Joined<T>(FeatureRows[] parts, Func<FeatureRows, T[][]> columns) =>
        [.. columns(parts[0]).Select((_, c) => parts.SelectMany(part => columns(part)[c]).ToArray())];
}

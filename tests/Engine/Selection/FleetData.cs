using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Observation;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

/// <summary>A fleet with one feature a component that mostly gives its failures away.</summary>
internal static class FleetData
{
    public static (TrainingData Data, DataSplit Split) Of(Fleet fleet)
    {
        FeatureColumn[] columns = [new("sign1", "sign1", "sign of comp1", ""), new("sign2", "sign2", "sign of comp2", "")];
        var random = new Random(7);
        double[][] values =
        [
            .. fleet.Labels.Select(
                labels => labels.Select(label => (label == 1 && random.NextDouble() < 0.7 ? 5 : 0) + (2 * random.NextDouble())).ToArray()),
        ];
        var matrix = new BinnedMatrix(BinMapper.Fit(columns, values, 16), fleet.Times.Length);
        matrix.Fill(0, values);
        var data = new TrainingData(
            "default", Fleet.Horizon, ["comp1", "comp2"], matrix, [.. fleet.Labels.Select(labels => labels.ToArray())],
            fleet.Times, fleet.MachineOf,
            [.. fleet.Failures.Select(
                (failures, machine) => new MachineEvents($"{machine + 1}", failures, [[], []], ObservedPeriods.Always))],
            [.. columns.Select(_ => new ColumnBaseline(1, 0, [], [1]))]);
        return (data, TemporalSplit.Of(fleet.Rows, 0, fleet.To));
    }
}

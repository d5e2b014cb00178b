using Presage.Engine.Evaluation;
using Presage.Engine.Learning;
using Presage.Engine.Observation;

namespace Presage.Engine.Selection;

/// <summary>Everything a model is selected on.</summary>
/// <param name="Preset">Name of the feature preset.</param>
/// <param name="Horizon">Label horizon in <see cref="UnixTime"/> units.</param>
/// <param name="Components">Names, in the order of the labels.</param>
/// <param name="Labels">[component][row]: 1, 0 or -1 for unknown.</param>
/// <param name="Times">[row] T, Unix time; ascending within a machine, whose rows stand together.</param>
/// <param name="MachineOf">[row] position in <see cref="Machines"/>.</param>
/// <param name="Baseline">One a column; becomes part of the model.</param>
public sealed record TrainingData(
    string Preset,
    long Horizon,
    IReadOnlyList<string> Components,
    BinnedMatrix Features,
    sbyte[][] Labels,
    long[] Times,
    int[] MachineOf,
    IReadOnlyList<MachineEvents> Machines,
    IReadOnlyList<ColumnBaseline> Baseline)
{
    /// <summary>The same without the features.</summary>
    public LabelledFleet Fleet => new(Times, Labels, MachineOf, Machines, Horizon);

    internal double[][] Predict(IClassifier classifier, int[] rows)
    {
        double[][] probabilities = [.. Components.Select(_ => new double[rows.Length])];
        classifier.Predict(Features, rows, probabilities);
        return probabilities;
    }

    internal sbyte[] LabelsOf(int component, int[] rows) => [.. rows.Select(row => Labels[component][row])];

    /// <summary>[component] number of the rows that fail within the horizon.</summary>
    internal long[] Positives(int[] rows) => [.. Labels.Select(column => rows.LongCount(row => column[row] == 1))];

    /// <summary>
    /// What was predicted for a block, by machine; failures are known one horizon beyond its end and no further. Thresholds are left empty.
    /// </summary>
    /// <param name="rows">Ascending, so that a machine's rows follow each other.</param>
    /// <param name="probabilities">[component][position in rows].</param>
    internal IReadOnlyList<MachineOutcome> Outcomes(int[] rows, long blockEnd, double[][] probabilities)
    {
        var outcomes = new List<MachineOutcome>();
        for (var (start, end) = (0, 0); start < rows.Length; start = end)
        {
            while (end < rows.Length && MachineOf[rows[end]] == MachineOf[rows[start]])
                end++;

            var machine = Machines[MachineOf[rows[start]]];
            outcomes.Add(new MachineOutcome(
                machine.Machine,
                [.. rows[start..end].Select(row => Times[row])],
                [.. probabilities.Select(column => column[start..end])],
                [],
                machine.Failures,
                machine.Replacements,
                Horizon,
                machine.Observed.CutAt(blockEnd + Horizon)));
        }

        return outcomes;
    }
}

/// <summary>What happened to a machine; ascending Unix time.</summary>
/// <param name="Failures">[component][failure].</param>
/// <param name="Replacements">[component][replacement].</param>
/// <param name="Observed">When the machine is observed.</param>
public sealed record MachineEvents(string Machine, long[][] Failures, long[][] Replacements, ObservedPeriods Observed);

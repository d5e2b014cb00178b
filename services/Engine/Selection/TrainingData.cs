using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>Everything a model is selected on.</summary>
/// <param name="Preset">Name of the feature preset.</param>
/// <param name="Horizon">Label horizon in milliseconds.</param>
/// <param name="Components">Names, in the order of the labels.</param>
/// <param name="Labels">[component][row]: 1, 0 or -1 for unknown.</param>
/// <param name="Times">[row] T, Unix milliseconds; ascending within a machine, whose rows stand together.</param>
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
    IReadOnlyList<ColumnBaseline> Baseline);

/// <summary>What happened to a machine; ascending Unix milliseconds.</summary>
/// <param name="Failures">[component][failure].</param>
/// <param name="Replacements">[component][replacement].</param>
public sealed record MachineEvents(string Machine, long[][] Failures, long[][] Replacements);

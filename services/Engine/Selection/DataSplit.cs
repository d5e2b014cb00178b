namespace Presage.Engine.Selection;

/// <summary>
/// Rows of a training range in three blocks. Rows of unknown label are in none, and no label of a block looks at a failure that rows of
/// another lead up to.
/// </summary>
/// <param name="Kind">One of <see cref="SplitKinds.Names"/>.</param>
/// <param name="TrainRows">Ascending row numbers, as are the others.</param>
/// <param name="RefitRows">What the registered model is fitted on: the training and the calibration block, and what a gap between them
/// holds.</param>
public sealed record DataSplit(
    string Kind, TimeBlock Train, TimeBlock Calibrate, TimeBlock Test, int[] TrainRows, int[] CalibrateRows, int[] TestRows,
    int[] RefitRows)
{
    /// <summary>Why it is of this kind, as the end of a sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether nobody asked for it.</summary>
    public bool IsByRule { get; init; }

    /// <summary>Machines that nothing may be learnt from, by their position; empty where only time tells the blocks apart.</summary>
    public IReadOnlySet<int> TestMachines { get; init; } = new HashSet<int>();

    /// <summary>Whether a row, of known label or not, may shape the inputs: the test block must not.</summary>
    public bool MayShapeInputs(int machine, long time) => time <= Calibrate.To && !TestMachines.Contains(machine);
}

namespace Presage.Engine.Selection;

/// <summary>
/// Rows of a training range by time: train | gap | calibrate | gap | test. Each gap is one label horizon wide, so that no label of a block looks at a failure in the
/// next, and the test block ends one horizon before the range does, so that nothing after the range is known to the model. Rows of unknown label are in no block.
/// </summary>
/// <param name="TrainRows">Ascending row numbers, as are the others.</param>
/// <param name="RefitRows">All rows up to the end of the calibration block, with those of the gap before it: what the registered model is fitted on.</param>
public sealed record TemporalSplit(
    TimeBlock Train, TimeBlock Calibrate, TimeBlock Test, int[] TrainRows, int[] CalibrateRows, int[] TestRows, int[] RefitRows)
{
    /// <summary>Splits the rows in (from, to].</summary>
    /// <param name="times">[row] T in any order.</param>
    /// <param name="labels">[component][row]: 1, 0 or -1 for unknown.</param>
    /// <param name="horizon">Milliseconds.</param>
    /// <param name="settings">
    /// Where these shares leave a block without any failure, wider calibration and test blocks are tried (60/20/20, then 50/25/25).
    /// </param>
    /// <exception cref="PresageException">The range is too short, or a block has no failure of any component.</exception>
    public static TemporalSplit Of(long[] times, sbyte[][] labels, long from, long to, long horizon, SplitSettings? settings = null) =>
        throw new NotImplementedException();
}

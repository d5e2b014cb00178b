using Presage.Contracts.Api;
using Presage.Engine.Selection;

namespace Presage.Training.Registration;

/// <summary>How a model was selected, for the document of a training run.</summary>
internal static class SelectionSummaries
{
    public static SelectionSummary Of(IReadOnlyList<string> components, DataSplit split, FinishedModel finished) => new(
        split.Kind, split.Reason, finished.IsCrossFitted, Block(components, finished.CalibrateSize), Block(components, finished.TestSize),
        components.Zip(finished.Calibration).ToDictionary(),
        components.Zip(finished.Thresholds.Select(Threshold)).ToDictionary());

    private static BlockSummary Block(IReadOnlyList<string> components, BlockSize size) => new(
        size.Rows, size.Machines, components.Zip(size.Failures).ToDictionary(), components.Zip(size.FailedMachines).ToDictionary());

    private static ThresholdSummary Threshold(ThresholdChoice choice) => new(
        choice.Threshold, choice.Basis.ToString().ToLowerInvariant(), choice.Failures, choice.Machines, choice.Interval?.Low,
        choice.Interval?.High, choice.Interval?.Saved, choice.Interval?.SavedLow, choice.Interval?.SavedHigh);
}

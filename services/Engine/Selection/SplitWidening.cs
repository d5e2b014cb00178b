namespace Presage.Engine.Selection;

/// <summary>Takes from splits with ever wider calibration and test blocks the first that says enough.</summary>
internal static class SplitWidening
{
    /// <summary>
    /// The share of ten failures that are warned of is uncertain by a quarter either way (90 %, the binomial's 1.64 x sqrt(.25 / 10)); of
    /// fewer hardly anything can be said.
    /// </summary>
    public const int FewestTestFailures = 10;

    /// <summary>A usual split and wider ones, positive shares that add up to 1.</summary>
    public static IReadOnlyList<SplitSettings> Shares(SplitSettings? usual) =>
    [
        .. new SplitSettings[] { usual ?? SplitSettings.Default, new(0.70, 0.15, 0.15), new(0.60, 0.20, 0.20), new(0.50, 0.25, 0.25) }
            .Select(shares => shares.Normalised()),
    ];

    /// <summary>
    /// The first in which every component fails in every block and the test block has <see cref="FewestTestFailures"/>; where there is
    /// none, that with failures of the most components in the most blocks, and of those with the most failures in the test block.
    /// </summary>
    /// <param name="candidates">At least one; made one after the other.</param>
    /// <exception cref="PresageException">In each a block has no failure of any component: <c>no-failures</c>.</exception>
    public static DataSplit Choose(LabelledFleet fleet, TimeBlock range, IEnumerable<DataSplit> candidates)
    {
        (DataSplit Split, BlockSize[] Sizes, (bool, int, long) Worth)? best = null;
        foreach (var split in candidates)
        {
            BlockSize[] sizes = [BlockSize.Of(fleet, split.TrainRows), BlockSize.Of(fleet, split.CalibrateRows),
                BlockSize.Of(fleet, split.TestRows)];
            var seen = sizes.Sum(size => size.Failures.Count(count => count > 0));
            var worth = (
                Array.TrueForAll(sizes, size => size.FailedAtAll > 0), seen, Math.Min(sizes[^1].AllFailures, FewestTestFailures));
            if (seen == sizes.Length * fleet.Labels.Length && sizes[^1].AllFailures >= FewestTestFailures)
                return split;
            if (best is null || worth.CompareTo(best.Value.Worth) > 0)
                best = (split, sizes, worth);
        }

        var found = best!.Value;
        return found.Worth.Item1 ? found.Split : throw WithoutFailures(fleet, range, found.Split, found.Sizes);
    }

    private static PresageException WithoutFailures(LabelledFleet fleet, TimeBlock range, DataSplit split, BlockSize[] sizes)
    {
        (string Name, TimeBlock Block)[] blocks = [("training", split.Train), ("calibration", split.Calibrate), ("test", split.Test)];
        var (name, block) = blocks[Array.FindIndex(sizes, size => size.FailedAtAll == 0)];
        var where = split.Kind == SplitKinds.Machine ? "" : $" {block}";
        return new PresageException(
            ErrorKind.Invalid, "no-failures",
            $"Of the range {range} the {name} block{where} has no failure within {fleet.Horizon / UnixTime.Hour} h of any of its rows.",
            "Take a longer range or more machines, so that failures fall into the training, the calibration and the test block.");
    }
}

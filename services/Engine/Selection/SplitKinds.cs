namespace Presage.Engine.Selection;

/// <summary>What tells the rows of the training, the calibration and the test block apart.</summary>
public static class SplitKinds
{
    /// <summary>See <see cref="TemporalSplit"/>.</summary>
    public const string Time = "time";

    /// <summary>See <see cref="MachineSplit"/>.</summary>
    public const string Machine = "machine";

    /// <summary>See <see cref="MachineAndTimeSplit"/>.</summary>
    public const string Both = "both";

    public static IReadOnlyList<string> Names { get; } = [Time, Machine, Both];

    /// <exception cref="PresageException"><c>unknown-split</c>.</exception>
    public static void Check(string? kind)
    {
        if (kind is not null && !Names.Contains(kind))
        {
            throw new PresageException(
                ErrorKind.Invalid, "unknown-split", $"There is no split '{kind}'.", $"Use one of: {string.Join(", ", Names)}.");
        }
    }
}

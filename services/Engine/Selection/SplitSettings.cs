namespace Presage.Engine.Selection;

/// <summary>
/// How much of a training range goes into each block; positive shares of the time that remains after the gaps, made to add up to 1.
/// </summary>
public sealed record SplitSettings(double Train = 0.80, double Calibrate = 0.10, double Test = 0.10)
{
    public static SplitSettings Default { get; } = new();

    internal double Smallest => Math.Min(Train, Math.Min(Calibrate, Test));

    internal SplitSettings Normalised()
    {
        var sum = Train + Calibrate + Test;
        if (!(Train > 0 && Calibrate > 0 && Test > 0) || !double.IsFinite(sum))
        {
            throw new PresageException(
                ErrorKind.Invalid, "split-shares",
                $"The shares {Train}, {Calibrate} and {Test} of the training, calibration and test block must be positive.",
                "Give three positive numbers, such as 0.8, 0.1 and 0.1.");
        }

        return new SplitSettings(Train / sum, Calibrate / sum, Test / sum);
    }
}

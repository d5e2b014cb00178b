namespace Presage.Engine.Selection;

/// <summary>How much of a training range goes into each block; positive shares of the time that remains after the gaps, made to add up to 1.</summary>
public sealed record SplitSettings(double Train = 0.70, double Calibrate = 0.15, double Test = 0.15)
{
    public static SplitSettings Default { get; } = new();
}

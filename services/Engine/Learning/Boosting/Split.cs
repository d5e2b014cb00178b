namespace Presage.Engine.Learning;

/// <summary>A way to divide a node, and what it gains.</summary>
/// <param name="Gain">Decrease of the loss (twice, as usual); not positive when there is no split.</param>
/// <param name="Left">Sums of the rows that go left.</param>
internal readonly record struct Split(double Gain, Decision Decision, RowSums Left)
{
    public static Split None { get; } = new(0, default, default);
}

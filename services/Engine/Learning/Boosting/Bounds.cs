namespace Presage.Engine.Learning;

/// <summary>Between what a leaf's value must lie, so that scores stay monotone.</summary>
internal readonly record struct Bounds(double Lower, double Upper)
{
    public static Bounds None { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>
    /// The bounds of the sides of a split: neither may pass the middle between the two, or what grows below them could undo the order.
    /// </summary>
    /// <param name="monotone">1 rising, -1 falling, 0 free.</param>
    public (Bounds Left, Bounds Right) Split(int monotone, double leftWeight, double rightWeight)
    {
        var middle = (leftWeight + rightWeight) / 2;
        return monotone switch
        {
            > 0 => (this with { Upper = middle }, this with { Lower = middle }),
            < 0 => (this with { Lower = middle }, this with { Upper = middle }),
            _ => (this, this),
        };
    }
}

namespace Presage.Engine.Learning;

/// <summary>What a round's trees are grown on.</summary>
/// <param name="Packed">[row x component] gradient and Hessian, see <see cref="FixedPoint.Pack"/>.</param>
/// <param name="Bundles">The bundles with selected columns, ascending; those that <paramref name="Roots"/> has sums of.</param>
internal sealed record RoundGradients(long[] Packed, RootSums Roots, RoundSample Sample, int[] Bundles);

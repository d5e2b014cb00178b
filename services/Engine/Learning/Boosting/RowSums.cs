namespace Presage.Engine.Learning;

/// <summary>Sums of some rows' gradients and Hessians, in units of <see cref="FixedPoint"/>.</summary>
internal readonly record struct RowSums(long Hessian, long Gradient)
{
    public static RowSums operator +(RowSums a, RowSums b) => new(a.Hessian + b.Hessian, a.Gradient + b.Gradient);

    public static RowSums operator -(RowSums a, RowSums b) => new(a.Hessian - b.Hessian, a.Gradient - b.Gradient);
}

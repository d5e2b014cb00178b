namespace Presage.Engine.Learning;

/// <summary>Adds rows to the sums of the bins they are in.</summary>
internal unsafe interface IHistogramKernel
{
    /// <summary>Adds all rows to the sums of four components at once, in up to four columns side by side.</summary>
    /// <param name="columns">[4] of bins by row; the same column twice where there are fewer.</param>
    /// <param name="packed">[row x lane] gradient and Hessian of each component, see <see cref="FixedPoint"/>.</param>
    /// <param name="totals">[4 x bin x lane]; overwritten.</param>
    void SumFour(byte** columns, int* packed, int rows, long* totals);
}

namespace Presage.Engine.Learning;

/// <summary>
/// The sums of the roots of four components' trees. All trees of a round begin with all rows, so one pass over the matrix sums them all:
/// a row's bins are read once, and one addition takes in the gradients and Hessians of four components.
/// </summary>
internal sealed class RootSums
{
    /// <summary>Components that are summed at once.</summary>
    public const int Components = 4;

    private const int Lanes = 2 * Components;
    private const int Slots = BinMapper.Slots;
    private const int Side = 4;

    private readonly BundledMatrix _matrix;
    private readonly IHistogramKernel _kernel;
    private readonly int _threads;
    private readonly long[] _totals;

    public RootSums(BundledMatrix matrix, IHistogramKernel kernel, int threads)
    {
        (_matrix, _kernel, _threads) = (matrix, kernel, threads);
        var quads = (matrix.Bundles.Length + Side - 1) / Side;
        _totals = GC.AllocateArray<long>(quads * Side * Slots * Lanes, pinned: true);
    }

    /// <summary>Sums the selected bundles.</summary>
    /// <param name="packed">[row x component] gradient and Hessian; zero for rows that are not in the sample.</param>
    /// <param name="bundles">Ascending.</param>
    public unsafe void Sum(long[] packed, int[] bundles)
    {
        Work.For((bundles.Length + Side - 1) / Side, _threads, quad =>
        {
            var members = bundles.AsSpan(quad * Side, Math.Min(Side, bundles.Length - quad * Side));
            var totals = new Span<long>(_totals, quad * Side * Slots * Lanes, Side * Slots * Lanes);
            fixed (long* gradients = packed, to = totals)
            fixed (byte* a = Codes(members, 0), b = Codes(members, 1), c = Codes(members, 2), d = Codes(members, 3))
            {
                var columns = stackalloc byte*[Side] { a, b, c, d };
                _kernel.SumFour(columns, (int*)gradients, _matrix.Count, to);
            }
        });
    }

    /// <summary>Writes one component's sums.</summary>
    /// <param name="place">The bundle's place among those that were summed.</param>
    public void CopyTo(Span<RowSums> sums, int place, int component)
    {
        var totals = _totals.AsSpan(place * Slots * Lanes, Slots * Lanes);
        for (var code = 0; code < Slots; code++)
            sums[code] = new RowSums(totals[code * Lanes + 2 * component], totals[code * Lanes + 2 * component + 1]);
    }

    private byte[] Codes(ReadOnlySpan<int> members, int i) => _matrix.Bundles[members[Math.Min(i, members.Length - 1)]].Codes;
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Presage.Engine.Learning;

/// <summary>
/// Sums the rows of a leaf into its histogram, some rows and eight bundles at a time: the sums stay in the first-level cache, the rows in
/// the second. Up to <see cref="GradientUnits.Block"/> rows are added in one word a code before they are spread to two.
/// </summary>
internal sealed unsafe class LeafSums
{
    private const int Side = RowMajorCodes.Side;
    private const int Slots = BinMapper.Slots;
    private const int RowsAtOnce = GradientUnits.Block / 4;

    /// <summary>
    /// Rows that memory is asked for in advance, for the processor cannot foresee where they lie. Lists of rows have so many numbers to
    /// spare at their end.
    /// </summary>
    public const int Ahead = 96;

    private readonly RowMajorCodes _codes;
    private readonly long[] _gathered;
    private readonly long[] _room;

    public LeafSums(RowMajorCodes codes, BundledMatrix matrix)
    {
        _codes = codes;
        // The side with fewer rows is the one that is summed.
        _gathered = GC.AllocateUninitializedArray<long>(matrix.Count / 2 + 1, pinned: true);
        _room = GC.AllocateArray<long>((matrix.Bundles.Length + Side) * Slots, pinned: true);
    }

    /// <summary>Copies the gradients of a leaf's rows next to each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(ReadOnlySpan<int> rows, long[] packed, int component)
    {
        fixed (int* r = rows)
        fixed (long* from = packed, to = _gathered)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                Prefetch(from + (long)r[i + Ahead] * RootSums.Components);
                to[i] = from[(long)r[i] * RootSums.Components + component];
            }
        }
    }

    /// <summary>Sums some of the bundles; several threads may do so at once for different ones.</summary>
    /// <param name="bundles">The round's bundles.</param>
    /// <param name="from">The first of them to sum, a multiple of <see cref="RowMajorCodes.Side"/>.</param>
    public void Sum(ReadOnlySpan<int> rows, ReadOnlySpan<int> bundles, int from, int to, Histogram histogram)
    {
        for (var place = from; place < to; place++)
            histogram.Bundle(bundles[place]).Clear();
        fixed (int* r = rows)
        fixed (long* gathered = _gathered, room = _room)
        {
            for (var block = 0; block < rows.Length; block += GradientUnits.Block)
            {
                var end = Math.Min(rows.Length, block + GradientUnits.Block);
                for (var start = block; start < end; start += RowsAtOnce)
                {
                    var count = Math.Min(RowsAtOnce, end - start);
                    for (var first = from; first < to; first += Side)
                        Add(_codes.Codes + first, _codes.Stride, first == from, r + start, gathered + start, count, room + first * Slots);
                }

                // What fills a side up is summed too, into room that another round may use.
                new Span<long>(room + to * Slots, (Side - to % Side) % Side * Slots).Clear();
                for (var place = from; place < to; place++)
                    histogram.AddAndClear(bundles[place], new Span<long>(room + place * Slots, Slots));
            }
        }
    }

    /// <summary>The innermost loop of boosting: adds rows to the sums of eight bundles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(byte* codes, int stride, bool isFirst, int* rows, long* packed, int count, long* sums)
    {
        for (var i = 0; i < count; i++)
        {
            if (isFirst)
                Prefetch(codes + (nint)rows[i + Ahead] * stride);
            var row = codes + (nint)rows[i] * stride;
            var word = packed[i];
            sums[row[0]] += word;
            sums[Slots + row[1]] += word;
            sums[2 * Slots + row[2]] += word;
            sums[3 * Slots + row[3]] += word;
            sums[4 * Slots + row[4]] += word;
            sums[5 * Slots + row[5]] += word;
            sums[6 * Slots + row[6]] += word;
            sums[7 * Slots + row[7]] += word;
        }
    }

    /// <summary>A hint: without it only the time differs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}

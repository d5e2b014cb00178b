namespace Presage.Engine.Learning;

/// <summary>
/// The codes of the bundles that a round uses, row after row: those of a row lie together in memory, which is what counts where a node has
/// few rows that lie far apart.
/// </summary>
internal sealed class RowMajorCodes(BundledMatrix matrix, int threads)
{
    /// <summary>Codes are summed by so many bundles at a time; rows are filled up to a multiple.</summary>
    public const int Side = 8;

    private const int RowsAtOnce = 2_048;
    private const int CacheLine = 64;

    private byte[] _codes = [];
    private int[] _bundles = [];

    /// <summary>Bytes between rows.</summary>
    public int Stride { get; private set; }

    /// <summary>[row x stride]; pinned.</summary>
    public unsafe byte* Codes { get; private set; }

    /// <param name="bundles">Ascending; nothing is done when they are those of the last time.</param>
    public unsafe void Select(int[] bundles)
    {
        if (bundles.AsSpan().SequenceEqual(_bundles))
            return;
        _bundles = bundles;
        Stride = (bundles.Length + Side - 1) / Side * Side;
        var bytes = (long)matrix.Count * Stride + CacheLine;
        if (_codes.Length < bytes)
            _codes = GC.AllocateArray<byte>(checked((int)bytes), pinned: true);
        Codes = (byte*)(((nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _codes[0]) + CacheLine - 1) / CacheLine * CacheLine);
        Work.For((matrix.Count + RowsAtOnce - 1) / RowsAtOnce, threads, Fill);
    }

    private unsafe void Fill(int part)
    {
        var (first, end) = (part * RowsAtOnce, Math.Min(matrix.Count, (part + 1) * RowsAtOnce));
        for (var place = 0; place < Stride; place++)
        {
            var codes = place < _bundles.Length ? matrix.Bundles[_bundles[place]].Codes : null;
            var to = Codes + (long)first * Stride + place;
            for (var row = first; row < end; row++, to += Stride)
                *to = codes is null ? (byte)0 : codes[row];
        }
    }
}

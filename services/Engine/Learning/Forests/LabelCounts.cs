using System.Runtime.CompilerServices;

namespace Presage.Engine.Learning;

/// <summary>
/// Labels of the training rows, packed for counting. A row is a few words of five lanes of twelve bits, the first lane 1 and the others the
/// labels of the components: one addition counts a row and its labels. Lanes are emptied before they can run over, every <see cref="Run"/>
/// rows.
/// </summary>
internal sealed class LabelCounts
{
    /// <summary>Rows that a lane can count.</summary>
    public const int Run = (1 << LaneBits) - 1;

    private const int LaneBits = 12;
    private const int LanesPerWord = 5;

    private readonly ulong[][] _words;

    /// <param name="labels">[component][row].</param>
    public LabelCounts(sbyte[][] labels, int rows)
    {
        Lanes = labels.Length + 1;
        _words = new ulong[(Lanes + LanesPerWord - 1) / LanesPerWord][];
        for (var w = 0; w < _words.Length; w++)
            _words[w] = new ulong[rows];
        Array.Fill(_words[0], 1UL);
        for (var lane = 1; lane < Lanes; lane++)
        {
            var words = _words[lane / LanesPerWord];
            var shift = lane % LanesPerWord * LaneBits;
            for (var row = 0; row < rows; row++)
                words[row] |= (labels[lane - 1][row] > 0 ? 1UL : 0) << shift;
        }
    }

    /// <summary>Counts of a bin: rows, then positives of each component.</summary>
    public int Lanes { get; }

    public int Words => _words.Length;

    /// <summary>Copies the words of some rows.</summary>
    /// <param name="gathered">[word x row].</param>
    public void Gather(ReadOnlySpan<int> rows, Span<ulong> gathered)
    {
        for (var w = 0; w < _words.Length; w++)
        {
            var words = _words[w];
            var to = gathered.Slice(w * rows.Length, rows.Length);
            for (var i = 0; i < rows.Length; i++)
                to[i] = words[rows[i]];
        }
    }

    /// <summary>Counts some rows and their labels.</summary>
    public void Total(ReadOnlySpan<int> rows, Span<int> total)
    {
        for (var w = 0; w < _words.Length; w++)
        {
            var firstLane = w * LanesPerWord;
            for (var start = 0; start < rows.Length; start += Run)
            {
                ulong packed = 0;
                foreach (var row in rows.Slice(start, Math.Min(Run, rows.Length - start)))
                    packed += _words[w][row];
                for (var lane = 0; lane < Math.Min(LanesPerWord, Lanes - firstLane); lane++)
                    total[firstLane + lane] += Lane(packed, lane);
            }
        }
    }

    /// <summary>Counts rows and labels by bin.</summary>
    /// <param name="bins">[row] bins of all training rows.</param>
    /// <param name="rows">The node's rows.</param>
    /// <param name="gathered">Their words, see <see cref="Gather"/>.</param>
    /// <param name="counts">[bin x lane]; overwritten.</param>
    public void Count(byte[] bins, ReadOnlySpan<int> rows, ReadOnlySpan<ulong> gathered, Span<int> counts)
    {
        counts.Clear();
        Span<ulong> packed = stackalloc ulong[2 * BinMapper.Slots];
        packed.Clear();
        for (var w = 0; w < _words.Length; w++)
        {
            var firstLane = w * LanesPerWord;
            for (var start = 0; start < rows.Length; start += Run)
            {
                var length = Math.Min(Run, rows.Length - start);
                Add(bins, rows.Slice(start, length), gathered.Slice(w * rows.Length + start, length), packed);
                Empty(packed, counts, firstLane, Math.Min(LanesPerWord, Lanes - firstLane));
            }
        }
    }

    /// <summary>Even and odd rows are counted apart: a run of equal bins would otherwise wait for its own additions.</summary>
    private static unsafe void Add(byte[] bins, ReadOnlySpan<int> rows, ReadOnlySpan<ulong> words, Span<ulong> packed)
    {
        fixed (byte* b = bins)
        fixed (int* r = rows)
        fixed (ulong* w = words, even = packed)
        {
            var odd = even + BinMapper.Slots;
            var i = 0;
            for (; i + 1 < words.Length; i += 2)
            {
                even[b[r[i]]] += w[i];
                odd[b[r[i + 1]]] += w[i + 1];
            }

            if (i < words.Length)
                even[b[r[i]]] += w[i];
        }
    }

    private void Empty(Span<ulong> packed, Span<int> counts, int firstLane, int lanes)
    {
        for (var bin = 0; bin * Lanes < counts.Length; bin++)
        {
            var (even, odd) = (packed[bin], packed[bin + BinMapper.Slots]);
            if ((even | odd) == 0)
                continue;
            for (var lane = 0; lane < lanes; lane++)
                counts[bin * Lanes + firstLane + lane] += Lane(even, lane) + Lane(odd, lane);
            packed[bin] = packed[bin + BinMapper.Slots] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Lane(ulong word, int lane) => (int)(word >> lane * LaneBits) & Run;
}

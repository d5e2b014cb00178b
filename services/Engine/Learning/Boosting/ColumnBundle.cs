namespace Presage.Engine.Learning;

/// <summary>
/// Columns that are summed as one. Columns with few bins share the 256 slots of a histogram: a row's code is the number whose digits are
/// its bins, and the sums of a column are those of all codes with its digit. Counters and categories then cost a fraction of a column each.
/// A column with many bins is a bundle by itself, and its codes are its bins.
/// </summary>
internal sealed class ColumnBundle
{
    private readonly byte[][] _binOf;

    private ColumnBundle(int[] columns, byte[] codes, byte[][] binOf)
    {
        Columns = columns;
        Codes = codes;
        _binOf = binOf;
    }

    public IReadOnlyList<int> Columns { get; }

    /// <summary>[row].</summary>
    public byte[] Codes { get; }

    /// <summary>Packs columns, each into the first bundle with room for it.</summary>
    /// <param name="columns">[column][row] bins.</param>
    /// <param name="informative">Columns to pack.</param>
    public static ColumnBundle[] Pack(byte[][] columns, int[] informative, int rows, BinMapper mapper, int threads)
    {
        var bundles = new List<(List<int> Columns, int Codes)>();
        foreach (var column in informative)
        {
            var digits = Digits(column);
            var at = bundles.FindIndex(bundle => bundle.Codes * digits <= BinMapper.Slots);
            if (at < 0)
                bundles.Add(([column], digits));
            else
                bundles[at] = ([.. bundles[at].Columns, column], bundles[at].Codes * digits);
        }

        var packed = new ColumnBundle[bundles.Count];
        Work.For(
            packed.Length, threads, b => packed[b] = bundles[b].Columns is [var only] ? Alone(only) : Together([.. bundles[b].Columns]));
        return packed;

        int Digits(int column) => mapper.BinCount(column) + (columns[column].AsSpan().Contains(BinMapper.Missing) ? 1 : 0);

        ColumnBundle Alone(int column) => new([column], columns[column], []);

        ColumnBundle Together(int[] members)
        {
            var codes = new byte[rows];
            var binOf = new byte[members.Length][];
            for (int m = 0, unit = 1; m < members.Length; m++)
            {
                var (bins, count, digits) = (columns[members[m]], mapper.BinCount(members[m]), Digits(members[m]));
                for (var row = 0; row < rows; row++)
                    codes[row] += (byte)(unit * Math.Min(bins[row], count));
                binOf[m] = new byte[BinMapper.Slots];
                for (var code = 0; code < BinMapper.Slots; code++)
                    binOf[m][code] = code / unit % digits is var digit && digit < count ? (byte)digit : BinMapper.Missing;
                unit *= digits;
            }

            return new ColumnBundle(members, codes, binOf);
        }
    }

    /// <summary>The sums of one of its columns by bin.</summary>
    /// <param name="sums">[code] of the bundle.</param>
    /// <param name="room">[bin] for the result, where it has to be made.</param>
    public ReadOnlySpan<RowSums> SumsOf(int member, ReadOnlySpan<RowSums> sums, Span<RowSums> room)
    {
        if (_binOf.Length == 0)
            return sums;
        room.Clear();
        var binOf = _binOf[member];
        for (var code = 0; code < sums.Length; code++)
            room[binOf[code]] += sums[code];
        return room;
    }
}

namespace Presage.Engine.Learning;

/// <summary>
/// Bins of the training rows with those of a few columns side by side: a row's bins of a group are one word, which costs one cache line
/// where a node's rows lie far apart.
/// </summary>
internal sealed class ColumnGroups
{
    /// <summary>Columns of a group.</summary>
    public const int Width = 8;

    private readonly ulong[][] _words;

    /// <param name="columns">[column][row] bins.</param>
    public ColumnGroups(byte[][] columns, int rows, int threads)
    {
        _words = new ulong[(columns.Length + Width - 1) / Width][];
        Work.For(_words.Length, threads, g =>
        {
            var words = new ulong[rows];
            foreach (var (i, column) in columns.Skip(g * Width).Take(Width).Index())
            {
                for (var row = 0; row < rows; row++)
                    words[row] |= (ulong)column[row] << i * 8;
            }

            _words[g] = words;
        });
    }

    public int Count => _words.Length;

    /// <summary>[row] the bins of a group, its first column in the lowest byte; zero for columns there are none of.</summary>
    public ulong[] Words(int group) => _words[group];
}

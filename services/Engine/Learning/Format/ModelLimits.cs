using Presage.Engine.Binary;

namespace Presage.Engine.Learning;

/// <summary>
/// What a model's bytes can hold at most. The limits lie far above what training makes; they bound what reading a file that somebody made
/// up can cost.
/// </summary>
internal static class ModelLimits
{
    /// <summary>Size of the file.</summary>
    public const int Bytes = 1 << 29;

    public const int Components = 1_024;

    /// <summary>A node of a tree has two bytes for its column.</summary>
    public const int Columns = ushort.MaxValue;

    /// <summary>Categories of one column.</summary>
    public const int Categories = ushort.MaxValue;

    /// <summary>Trees of all components together.</summary>
    public const int Trees = 1 << 18;

    /// <summary>Nodes of one tree.</summary>
    public const int Nodes = (1 << 20) - 1;

    /// <summary>
    /// Decisions between the root of a tree and a leaf: whoever walks a tree by recursion needs that much stack and no more.
    /// </summary>
    public const int Depth = 1_000;

    /// <summary>UTF-8 bytes of one text.</summary>
    public const int TextBytes = 4_096;

    /// <summary>Edges of the baseline of one column.</summary>
    public const int Edges = BinMapper.Missing;

    /// <summary>Size of a base, a weight or a table's value, so that no sum of them overflows.</summary>
    public const double Size = 1e100;

    /// <summary>Milliseconds of the horizon: a hundred years.</summary>
    public const long Horizon = 36_500 * (UnixTime.Day / UnixTime.Millisecond);

    /// <summary>A number that is finite and no larger than <see cref="Size"/>.</summary>
    public static double Sized(double value) =>
        Math.Abs(value) <= Size ? value : throw new DamageException("a number is not finite or too large");

    /// <summary>So many names, none of them blank or twice.</summary>
    /// <param name="what">What they name, in the plural.</param>
    public static string[] Names(ref ByteReader reader, int most, string what)
    {
        var names = new string[reader.Count(1, most, what)];
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
            names[i] = NewName(ref reader, known, what);
        return names;
    }

    /// <summary>A name that is not blank and not among those that are known.</summary>
    public static string NewName(ref ByteReader reader, HashSet<string> known, string what)
    {
        var name = reader.Text(TextBytes);
        if (string.IsNullOrWhiteSpace(name))
            throw new DamageException($"one of its {what} has no name");
        return known.Add(name) ? name : throw new DamageException($"two of its {what} have the same name");
    }
}

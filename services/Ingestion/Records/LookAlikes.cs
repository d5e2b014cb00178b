namespace Presage.Ingestion.Records;

/// <summary>Finds columns that a file has under a name which only resembles the one that is missed.</summary>
internal static class LookAlikes
{
    private const int FewestLetters = 3;

    /// <summary>The first name that may mean a column; null when none does.</summary>
    /// <param name="column">Name of a column that the file lacks.</param>
    /// <param name="others">Columns of the file that have no use.</param>
    public static string? Find(string column, IEnumerable<string> others)
    {
        var wanted = Letters(column);
        return others.FirstOrDefault(other => Resemble(wanted, Letters(other)));
    }

    /// <summary>
    /// The same but for signs, or one begins with the other and goes on with letters: volt and Voltage, and not s1 and s12.
    /// </summary>
    private static bool Resemble(string left, string right)
    {
        var (longer, shorter) = left.Length > right.Length ? (left, right) : (right, left);
        return shorter.Length >= FewestLetters && longer.StartsWith(shorter, StringComparison.Ordinal)
            && (longer.Length == shorter.Length || !char.IsAsciiDigit(longer[shorter.Length]));
    }

    private static string Letters(string name) =>
        string.Concat(ColumnNames.Split(name).Name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

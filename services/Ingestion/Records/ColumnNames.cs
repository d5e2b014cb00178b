using System.Text;

namespace Presage.Ingestion.Records;

/// <summary>
/// Compares names of columns: without regard to case, to blanks around them and to how accents are composed. A unit may stand in brackets
/// after a name.
/// </summary>
internal static class ColumnNames
{
    public static bool Same(string left, string right) => Normal(left).Equals(Normal(right), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether two units are the same but for case, blanks, brackets and the sign for degrees.</summary>
    public static bool SameUnit(string left, string right) =>
        NormalUnit(left).Equals(NormalUnit(right), StringComparison.OrdinalIgnoreCase);

    /// <summary>A name such as <c>temp [C]</c> or <c>temp (C)</c> without its unit; the unit is empty where there is none.</summary>
    public static (string Name, string Unit) Split(string name)
    {
        var normal = Normal(name);
        var open = normal.Length == 0 ? -1 : normal[^1] switch
        {
            ']' => normal.LastIndexOf('['),
            ')' => normal.LastIndexOf('('),
            _ => -1,
        };
        return open > 0 ? (normal[..open].TrimEnd(), normal[(open + 1)..^1].Trim()) : (normal, "");
    }

    /// <summary>A name as it is compared, but for its case.</summary>
    public static string Normal(string name)
    {
        var trimmed = name.Trim();
        return Ascii.IsValid(trimmed) ? trimmed : Composed(trimmed);
    }

    /// <summary>As it is where it is no valid Unicode.</summary>
    private static string Composed(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormC).Trim('\uFEFF', ' ', '\u00A0', '\u200B');
        }
        catch (ArgumentException)
        {
            return name;
        }
    }

    private static string NormalUnit(string unit) =>
        string.Concat(Normal(unit).Trim('[', ']', '(', ')').Where(letter => letter is not ('°' or ' '))).Replace('µ', 'μ');
}

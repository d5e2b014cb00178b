namespace Presage.Tests.Cli.Support;

/// <summary>Columns of a small file that has no quotes.</summary>
internal static class CsvColumns
{
    /// <summary>The values of a column, in the order of rows.</summary>
    public static IReadOnlyList<string> Of(string file, string column)
    {
        var lines = File.ReadAllLines(file);
        var at = Array.IndexOf(lines[0].Split(','), column);
        at.ShouldBeGreaterThanOrEqualTo(0, $"{column} is not among {lines[0]}");
        return [.. lines.Skip(1).Select(line => line.Split(',')[at])];
    }
}

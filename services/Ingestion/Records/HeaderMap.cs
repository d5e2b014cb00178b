using Presage.Engine;

namespace Presage.Ingestion.Records;

/// <summary>Where a table's columns stand in a file; names are compared without regard to case.</summary>
/// <param name="Positions">Position in the file of each column that the table needs.</param>
/// <param name="Ignored">Columns that the table has no use for.</param>
internal sealed record HeaderMap(IReadOnlyList<int> Positions, IReadOnlyList<string> Ignored)
{
    public static bool Fits(RecordTable table, IReadOnlyList<string> header) =>
        table.Columns.All(column => header.Contains(column, StringComparer.OrdinalIgnoreCase));

    /// <exception cref="PresageException"><c>missing-columns</c>, <c>ambiguous-columns</c>.</exception>
    public static HeaderMap Of(RecordTable table, IReadOnlyList<string> header, string path)
    {
        var missing = table.Columns.Where(column => !header.Contains(column, StringComparer.OrdinalIgnoreCase)).ToList();
        if (missing.Count > 0)
            throw new PresageException(
                ErrorKind.Invalid, "missing-columns",
                $"The {table.Kind.Name()} file '{path}' lacks the column{(missing.Count == 1 ? "" : "s")} {string.Join(", ", missing)}; "
                + $"its first line is: {Shown(header)}.",
                $"Name the columns in the first line: {string.Join(", ", table.Columns)}.");

        var twice = table.Columns.FirstOrDefault(column => header.Count(name => Same(name, column)) > 1);
        if (twice is not null)
            throw new PresageException(
                ErrorKind.Invalid, "ambiguous-columns",
                $"The {table.Kind.Name()} file '{path}' has more than one column {twice}.",
                "Rename or remove all but one of them.");

        return new HeaderMap(
            [.. table.Columns.Select(column => header.Index().First(name => Same(name.Item, column)).Index)],
            [.. header.Where(name => !table.Columns.Contains(name, StringComparer.OrdinalIgnoreCase))]);
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static string Shown(IReadOnlyList<string> header)
    {
        var text = string.Join(", ", header);
        return text.Length <= 300 ? text : text[..300] + "...";
    }
}

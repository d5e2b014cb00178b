using System.Globalization;
using Presage.Engine;
using Presage.Engine.Scenarios;

namespace Presage.Ingestion.Records;

/// <summary>Where a table's columns stand in a file.</summary>
/// <param name="Positions">Position in the file of each column of the table; -1 for one that the file does not have.</param>
/// <param name="Names">The other name that each column has there, with its unit; null for one that has its own name.</param>
/// <param name="Ignored">Columns that the table has no use for.</param>
/// <param name="Absent">Columns that the file lacks and may lack.</param>
internal sealed record HeaderMap(
    IReadOnlyList<int> Positions, IReadOnlyList<SensorAlias?> Names, IReadOnlyList<string> Ignored, IReadOnlyList<string> Absent)
{
    private const int LongestShown = 300;
    private const int MostShown = 20;

    /// <summary>Whether a header has every column of a table.</summary>
    public static bool Fits(RecordTable table, IReadOnlyList<string> header) =>
        Fits(table, new HeaderNames(header));

    /// <exception cref="PresageException"><c>missing-columns</c>, <c>ambiguous-columns</c>, <c>other-unit</c>.</exception>
    public static HeaderMap Of(RecordTable table, IReadOnlyList<string> header, string path)
    {
        var found = new HeaderNames(header);
        var names = new SensorAlias?[table.Columns.Count];
        int[] positions = [.. table.Columns.Select((column, index) => found.Find(column, out names[index]))];
        RequireUnits(table, header, found, positions, path);
        RequireColumns(table, header, positions, path);
        var twice = table.Columns.FirstOrDefault(column => header.Count(name => ColumnNames.Same(name, column.Name)) > 1);
        if (twice is not null)
            throw new PresageException(
                ErrorKind.Invalid, "ambiguous-columns",
                $"The {table.Kind.Name()} file '{path}' has more than one column {twice.Name}.",
                "Rename or remove all but one of them.");

        return new HeaderMap(
            positions,
            names,
            [.. header.Where((name, index) => name.Length > 0 && !positions.Contains(index))],
            [.. table.Columns.Where((column, index) => column.IsOneOfMany && positions[index] < 0).Select(column => column.Name)]);
    }

    private static bool Fits(RecordTable table, HeaderNames header) =>
        table.Columns.All(column => column.IsInFileName || header.Find(column, out _) >= 0);

    private static void RequireColumns(RecordTable table, IReadOnlyList<string> header, int[] positions, string path)
    {
        var absent = table.Columns.Where((_, index) => positions[index] < 0).ToList();
        var areSomeThere = table.Columns.Index().Any(column => column.Item.IsOneOfMany && positions[column.Index] >= 0);
        var missing = absent.Where(column => !column.IsInFileName && !(column.IsOneOfMany && areSomeThere)).ToList();
        if (missing.Count == 0)
            return;

        var isData = header.Count > 1 && header.All(name => name.Length == 0 || char.IsAsciiDigit(name[0]) || name[0] is '-' or '+')
            || header.Any(name => DateTime.TryParse(name, CultureInfo.InvariantCulture, out _));
        throw new PresageException(
            ErrorKind.Invalid, "missing-columns",
            $"The {table.Kind.Name()} file '{path}' lacks the column{(missing.Count == 1 ? "" : "s")} "
            + $"{string.Join(", ", missing.Take(MostShown).Select(column => column.Name))}; its first line is: {Shown(header)}"
            + (isData ? ", which are values and no names." : "."),
            $"{(isData ? "Add a first line with the names of the columns" : "Name the columns in the first line")}: "
            + $"{string.Join(", ", table.Columns.Select(column => column.Name))}.");
    }

    private static void RequireUnits(
        RecordTable table, IReadOnlyList<string> header, HeaderNames names, int[] positions, string path)
    {
        foreach (var column in table.Columns.Where((column, index) => column.IsNumber && positions[index] < 0))
            if (names.UnitOf(column.Name) is var (index, unit))
                throw new PresageException(
                    ErrorKind.Invalid, "other-unit",
                    $"The {table.Kind.Name()} file '{path}' has {column.Name} in {unit}, and the scenario has it in {column.Unit}.",
                    $"Add to {column.Name} in the scenario, with the factor and offset between the units: "
                    + $"aliases: [{{ name: \"{header[index]}\", {Between(unit, column.Unit)} }}].");
    }

    /// <summary>Factor and offset of the scenario's unit.</summary>
    private static string Between(string unit, string wanted) => (Plain(unit), Plain(wanted)) switch
    {
        ("F", "C") => "factor: 0.5555556, offset: -17.7777778",
        ("C", "F") => "factor: 1.8, offset: 32",
        ("K", "C") => "factor: 1, offset: -273.15",
        ("C", "K") => "factor: 1, offset: 273.15",
        _ => "factor: 1, offset: 0",
    };

    private static string Plain(string unit) => unit.Trim('°', ' ').ToUpperInvariant();

    private static string Shown(IReadOnlyList<string> header)
    {
        var text = string.Join(", ", header);
        return text.Length <= LongestShown ? text : text[..LongestShown] + "...";
    }
}

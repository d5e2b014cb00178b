namespace Presage.Ingestion.Records;

/// <summary>The names of all columns of some tables, to tell a header from other lines.</summary>
internal sealed class KnownColumns
{
    private readonly HashSet<string> _names;

    public KnownColumns(IEnumerable<RecordTable> tables) => _names = new(
        tables.SelectMany(table => table.Columns)
            .SelectMany(column => (column.Aliases ?? []).Select(alias => alias.Name).Prepend(column.Name))
            .Select(ColumnNames.Normal),
        StringComparer.OrdinalIgnoreCase);

    public static KnownColumns None { get; } = new([]);

    /// <summary>How many of some names are those of columns, each once.</summary>
    public int CountOf(IEnumerable<string> names) => _names.Count == 0 ? 0 : names
        .Select(name => _names.Contains(ColumnNames.Normal(name)) ? ColumnNames.Normal(name) : ColumnNames.Split(name).Name)
        .Where(_names.Contains)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Count();
}

using Presage.Engine.Scenarios;

namespace Presage.Ingestion.Records;

/// <summary>The names in a header, to be found as <see cref="ColumnNames"/> compares them.</summary>
internal sealed class HeaderNames
{
    private readonly IReadOnlyList<string> _header;
    private readonly Dictionary<string, int> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _withoutUnits = new(StringComparer.OrdinalIgnoreCase);

    public HeaderNames(IReadOnlyList<string> header)
    {
        _header = header;
        foreach (var (index, name) in header.Index())
        {
            _names.TryAdd(ColumnNames.Normal(name), index);
            if (ColumnNames.Split(name) is { Unit.Length: > 0 } split)
                _withoutUnits.TryAdd(split.Name, index);
        }
    }

    /// <summary>Position of a column; -1 when it is not there.</summary>
    /// <param name="alias">The other name by which it was found.</param>
    public int Find(TableColumn column, out SensorAlias? alias)
    {
        alias = null;
        if (_names.TryGetValue(ColumnNames.Normal(column.Name), out var own))
            return own;

        foreach (var other in column.Aliases ?? [])
            if (_names.TryGetValue(ColumnNames.Normal(other.Name), out var index))
            {
                alias = other;
                return index;
            }

        return column.IsNumber && UnitOf(column.Name) is { } found
            && (column.Unit.Length == 0 || ColumnNames.SameUnit(found.Unit, column.Unit)) ? found.Index : -1;
    }

    /// <summary>Where a column stands with a unit after its name; null when it does not.</summary>
    public (int Index, string Unit)? UnitOf(string name) =>
        _withoutUnits.TryGetValue(ColumnNames.Normal(name), out var index) ? (index, ColumnNames.Split(_header[index]).Unit) : null;
}

using Presage.Storage;

namespace Presage.Ingestion.Intakes;

/// <summary>Counts the cells of a table's columns that have no value, and those that are refused, by reason.</summary>
internal sealed class CellTally(IReadOnlyList<string> columns)
{
    private const int ShownReasons = 64;

    private readonly long[] _missing = new long[columns.Count];
    private readonly Dictionary<string, long>?[] _refused = new Dictionary<string, long>?[columns.Count];
    private readonly List<string> _reasons = [];

    /// <summary>The only columns that are taken, of a record whose other cells are stored already; null takes all.</summary>
    public IReadOnlySet<string>? Only { get; set; }

    /// <summary>Records whose cells were counted.</summary>
    public long Records { get; private set; }

    /// <summary>Whether cells of the record at hand were refused.</summary>
    public bool HasRefused => _reasons.Count > 0;

    /// <summary>The columns in which something was refused or is missing.</summary>
    public IReadOnlyList<ColumnCells> Columns =>
    [
        .. columns.Index()
            .Where(column => _missing[column.Index] > 0 || _refused[column.Index] is not null)
            .Select(column => new ColumnCells(column.Item, _missing[column.Index], _refused[column.Index] ?? [])),
    ];

    public bool IsTaken(int column) => Only?.Contains(columns[column]) is not false;

    public void AddMissing(int column) => _missing[column]++;

    public void Refuse(int column, string reason)
    {
        var counts = _refused[column] ??= [];
        counts[reason] = counts.GetValueOrDefault(reason) + 1;
        _reasons.Add(reason);
    }

    /// <summary>Refuses a cell of no column.</summary>
    public void Refuse(string reason) => _reasons.Add(reason);

    /// <summary>Counts the record at hand; gives the reason why its first refused cell was refused, or null.</summary>
    public string? EndRecord()
    {
        Records++;
        return _reasons.Count > 0 ? _reasons[0] : null;
    }

    /// <summary>Why cells of the record at hand were refused, in the order of the columns; begins the next record.</summary>
    public string TakeReasons()
    {
        var reasons = string.Join(QuarantinedRow.Separator, _reasons.Take(ShownReasons));
        if (_reasons.Count > ShownReasons)
            reasons += $"{QuarantinedRow.Separator}and {_reasons.Count - ShownReasons} more";

        _reasons.Clear();
        return reasons;
    }
}

/// <summary>What became of the cells of a column, beside those that were taken.</summary>
/// <param name="Missing">Cells that say that there is no value.</param>
/// <param name="Refused">Number of refused cells by reason.</param>
internal sealed record ColumnCells(string Column, long Missing, IReadOnlyDictionary<string, long> Refused);

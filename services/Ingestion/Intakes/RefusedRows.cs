using System.Text;
using Presage.Contracts.Api;
using Presage.Ingestion.Records;
using Presage.Storage;

namespace Presage.Ingestion.Intakes;

/// <summary>Collects the rows of a slice or message that were refused and brings them to quarantine.</summary>
internal sealed class RefusedRows(IQuarantine quarantine, string dataset, string run, RecordKind kind, string file)
{
    private const int MostAtOnce = 10_000;
    private const int LongestText = 1 << 16;
    private const int ShownReasons = 10;

    private readonly List<QuarantinedRow> _pending = [];
    private readonly RefusedSample _sample = new();
    private readonly Dictionary<string, long> _counts = [];

    /// <summary>Number of rows by reason.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    public long Count => _counts.Values.Sum();

    /// <summary>The most frequent reasons in words.</summary>
    public string Reasons => Refusals.Summary(_counts, ShownReasons);

    /// <summary>Some of the rows.</summary>
    public IReadOnlyList<QuarantinedLine> Sample => _sample.Rows;

    /// <summary>Adds a row of which nothing is taken.</summary>
    /// <param name="line">From 1.</param>
    /// <param name="row">What was refused, in UTF-8.</param>
    public void Add(long line, ReadOnlySpan<byte> row, string reason)
    {
        _counts[reason] = _counts.GetValueOrDefault(reason) + 1;
        Add(new QuarantinedRow(kind.Name(), file, line, reason, TextOf(row)));
    }

    /// <summary>Adds a row of which some cells are refused, while the rest of it is taken.</summary>
    public void AddCells(long line, ReadOnlySpan<byte> row, string reasons) =>
        Add(new QuarantinedRow(kind.Name(), file, line, reasons, TextOf(row), IsRestStored: true));

    public void Discard() => _pending.Clear();

    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_pending.Count == 0)
            return;

        foreach (var part in _pending.Chunk(MostAtOnce))
            await quarantine.AddAsync(dataset, run, part, cancellation);

        _pending.Clear();
    }

    private void Add(QuarantinedRow row)
    {
        _sample.Add(row);
        _pending.Add(row);
    }

    private static string TextOf(ReadOnlySpan<byte> row)
    {
        if (row.Length <= LongestText)
            return Encoding.UTF8.GetString(row);

        var end = LongestText;
        while ((row[end] & 0xC0) == 0x80)
            end--;

        return Encoding.UTF8.GetString(row[..end]);
    }
}

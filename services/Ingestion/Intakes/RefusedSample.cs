using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Ingestion.Intakes;

/// <summary>Keeps the first rows that were refused for each reason.</summary>
internal sealed class RefusedSample
{
    private const int MostOfReason = 3;
    private const int MostRows = 30;
    private const int LongestText = 300;

    private readonly Dictionary<string, int> _counts = [];
    private readonly List<QuarantinedLine> _rows = [];

    public IReadOnlyList<QuarantinedLine> Rows => _rows;

    public void Add(QuarantinedRow row)
    {
        if (_rows.Count == MostRows || _counts.GetValueOrDefault(row.Reason) == MostOfReason)
            return;

        _counts[row.Reason] = _counts.GetValueOrDefault(row.Reason) + 1;
        var text = row.Text.Length <= LongestText ? row.Text : row.Text[..LongestText] + "...";
        _rows.Add(new QuarantinedLine(row.File, row.Line, row.Reason, text, row.IsRestStored));
    }
}

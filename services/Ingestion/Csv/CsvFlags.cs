using System.Text;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Intakes;

namespace Presage.Ingestion.Csv;

/// <summary>
/// Reads events from columns of 0 and 1: one is where a machine's column is 1 and was not in the machine's row before. The rows of a
/// machine stand in the order of time; whoever reads begins with the file's first row.
/// </summary>
/// <param name="positions">Positions in a row of machine, time and flags.</param>
internal sealed class CsvFlags(EventIntake intake, IReadOnlyList<int> positions, TableLayout layout, IReadOnlyList<FlagColumn> flags)
    : ICsvRecords
{
    private readonly CsvKey _key = new(intake.Key, positions, layout);
    private readonly byte[][] _codes = [.. flags.Select(flag => Encoding.UTF8.GetBytes(flag.Code))];
    private readonly List<bool[]> _raised = [];

    /// <summary>Rows that were read less the events in them: most rows have none.</summary>
    public long RowsBesides { get; private set; }

    public string? Add(CsvReader row)
    {
        if (_key.Read(row, out var machine, out var time) is { } refusal)
            return refusal;

        while (_raised.Count <= machine)
            _raised.Add(new bool[flags.Count]);

        RowsBesides++;
        for (var flag = 0; flag < flags.Count; flag++)
            if (Unreadable(row, machine, time, flag) is { } reason)
            {
                RowsBesides--;
                return reason;
            }

        return null;
    }

    private string? Unreadable(CsvReader row, int machine, long time, int flag)
    {
        var text = row[positions[2 + flag]];
        if (MissingText.Is(text))
            return null;

        if (IsOne(text) is not { } isRaised)
            return Refusals.Unparsable(flags[flag].Column);

        var wasRaised = _raised[machine][flag];
        _raised[machine][flag] = isRaised;
        if (!isRaised || wasRaised)
            return null;

        RowsBesides--;
        return intake.Add(machine, time, _codes[flag]);
    }

    private static bool? IsOne(ReadOnlySpan<byte> text) =>
        CellNumber.TryParse(text, out var value) ? value switch { 0 => false, 1 => true, _ => null }
        : Ascii.EqualsIgnoreCase(text, "true"u8) || Ascii.EqualsIgnoreCase(text, "yes"u8) ? true
        : Ascii.EqualsIgnoreCase(text, "false"u8) || Ascii.EqualsIgnoreCase(text, "no"u8) ? false
        : null;
}

using Presage.Engine;
using Presage.Ingestion.Csv;
using Presage.Storage;

namespace Presage.Ingestion.Loading;

/// <summary>Checks errors, replacements or failures and adds them to the store.</summary>
/// <param name="codes">Error types or components that the scenario knows.</param>
internal sealed class EventLoader(IEvents events, EventKind kind, LoadTarget target, IReadOnlyList<string> codes, IReadOnlyList<int> positions) : IRowLoader
{
    private readonly RecordKey _key = new(target);
    private readonly NameTable _codes = new(codes);
    private readonly HashSet<(int Machine, long Time, int Code)> _seen = [];
    private readonly List<EventRecord> _records = [];

    public TimeSpread Times { get; private set; }

    public string? Add(CsvReader row)
    {
        if (_key.Read(row, positions[0], positions[1], out var machine, out var time) is { } refusal)
            return refusal;

        var code = _codes.Find(row[positions[2]]);
        if (code < 0)
            return Refusals.UnknownCode;

        if (!_seen.Add((machine, time, code)))
            return Refusals.DuplicateInFile;

        _records.Add(new EventRecord(_key.Machines[machine], UnixTime.ToDateTime(time), _codes[code], target.Known));
        Times = Times.With(time);
        return null;
    }

    public async Task<MergeCounts> FlushAsync(CancellationToken cancellation)
    {
        if (_records.Count == 0)
            return default;

        var counts = await events.AddAsync(target.Dataset, kind, _records, cancellation);
        _records.Clear();
        _seen.Clear();
        return counts;
    }
}

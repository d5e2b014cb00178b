using Presage.Engine;
using Presage.Storage;

namespace Presage.Ingestion.Intakes;

/// <summary>Takes errors, replacements or failures.</summary>
/// <param name="codes">Error types or components that the scenario knows.</param>
internal sealed class EventIntake(IntakeTarget target, IReadOnlyList<string> codes) : IIntake<EventRecord>
{
    private readonly NameTable _codes = new(codes);
    private readonly HashSet<(int Machine, long Time, int Code)> _seen = [];
    private List<EventRecord> _records = [];
    private long _repeats;

    public RecordKey Key { get; } = new(target);

    public TimeSpread Times { get; private set; }

    public CellTally Cells { get; } = new([]);

    /// <summary>Takes an event; or gives the reason why it is refused.</summary>
    /// <param name="machine">Number of the machine in <see cref="Key"/>.</param>
    /// <param name="time">Unix time, as <see cref="Key"/> allows.</param>
    /// <param name="name">The code, in UTF-8.</param>
    public string? Add(int machine, long time, ReadOnlySpan<byte> name)
    {
        var code = _codes.Find(name);
        if (code < 0)
            return Refusals.UnknownCode;

        if (_seen.Add((machine, time, code)))
            _records.Add(new EventRecord(Key.Machines[machine], UnixTime.ToDateTime(time), _codes[code], target.Known, target.File));
        else
            _repeats++;

        Times = Times.With(time);
        return null;
    }

    public Taken<EventRecord> Take()
    {
        var taken = new Taken<EventRecord>(_records, new(0, 0, _repeats));
        (_records, _repeats) = ([], 0);
        _seen.Clear();
        return taken;
    }
}

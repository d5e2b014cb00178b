using Presage.Engine;
using Presage.Ingestion.Csv;

namespace Presage.Ingestion.Loading;

/// <summary>Reads machine and time of a record.</summary>
internal sealed class RecordKey(LoadTarget target)
{
    private readonly string _unparsableMachine = Refusals.Unparsable(target.Scenario.EntityColumn);
    private readonly string _missingMachine = Refusals.Missing(target.Scenario.EntityColumn);
    private readonly string _unparsableTime = Refusals.Unparsable(target.Scenario.TimeColumn);
    private readonly long _latest = UnixTime.FromDateTime(target.Known);
    private readonly bool _areDescribed = target.Machines is not null;

    public NameTable Machines { get; } = new(target.Machines ?? []);

    /// <summary>The reason why the row is refused, or null.</summary>
    /// <param name="machine">The machine's number in <see cref="Machines"/>.</param>
    /// <param name="time">Unix milliseconds.</param>
    public string? Read(CsvReader row, int machineColumn, int timeColumn, out int machine, out long time)
    {
        time = 0;
        return FindMachine(row[machineColumn], out machine) ?? ReadTime(row[timeColumn], out time);
    }

    public string? FindMachine(ReadOnlySpan<byte> name, out int machine)
    {
        machine = _areDescribed ? Machines.Find(name) : Machines.FindOrAdd(name);
        return machine >= 0 ? null : name.IsEmpty ? _missingMachine : _areDescribed ? Refusals.UnknownMachine : _unparsableMachine;
    }

    public string? ReadTime(ReadOnlySpan<byte> text, out long time) =>
        !CsvTime.TryParse(text, out time) ? _unparsableTime : time < 0 ? Refusals.ImplausibleTime : time > _latest ? Refusals.TimeTravel : null;
}

using Presage.Engine;
using Presage.Ingestion.Csv;

namespace Presage.Ingestion.Loading;

/// <summary>Reads machine and time of a record.</summary>
internal sealed class RecordKey(LoadTarget target, int machineColumn, int timeColumn)
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
    public string? Read(CsvReader row, out int machine, out long time)
    {
        var name = row[machineColumn];
        machine = _areDescribed ? Machines.Find(name) : Machines.FindOrAdd(name);
        time = 0;
        if (machine < 0)
            return name.IsEmpty ? _missingMachine : _areDescribed ? Refusals.UnknownMachine : _unparsableMachine;

        if (!CsvTime.TryParse(row[timeColumn], out time))
            return _unparsableTime;

        return time < 0 ? Refusals.ImplausibleTime : time > _latest ? Refusals.TimeTravel : null;
    }
}

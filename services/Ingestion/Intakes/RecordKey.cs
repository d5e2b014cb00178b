using Presage.Engine;

namespace Presage.Ingestion.Intakes;

/// <summary>Checks machine and time of a record; each check gives the reason why the record is refused, or null.</summary>
internal sealed class RecordKey(IntakeTarget target)
{
    private static readonly long s_earliest = UnixTime.FromDateTime(new DateTime(1990, 1, 1));

    private readonly string _unparsableMachine = Refusals.Unparsable(target.Scenario.EntityColumn);
    private readonly string _missingMachine = Refusals.Missing(target.Scenario.EntityColumn);
    private readonly long _latest = UnixTime.FromDateTime(target.Arrived);
    private readonly bool _areDescribed = target.Machines is not null;

    public NameTable Machines { get; } = new(target.Machines ?? []);

    /// <summary>Why a record is refused whose time cannot be read.</summary>
    public string UnparsableTime { get; } = Refusals.Unparsable(target.Scenario.TimeColumn);

    /// <param name="name">In UTF-8.</param>
    /// <param name="machine">The machine's number in <see cref="Machines"/>.</param>
    public string? FindMachine(ReadOnlySpan<byte> name, out int machine)
    {
        machine = _areDescribed ? Machines.Find(name) : Machines.FindOrAdd(name);
        return machine >= 0 ? null : name.IsEmpty ? _missingMachine : _areDescribed ? Refusals.UnknownMachine : _unparsableMachine;
    }

    /// <param name="time">Unix time.</param>
    public string? CheckTime(long time) => time < s_earliest ? Refusals.ImplausibleTime : time > _latest ? Refusals.TimeTravel : null;
}

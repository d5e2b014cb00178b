using System.Text;

namespace Presage.Ingestion.Cells;

/// <summary>
/// Finds in a file's rows where an hour that the clocks showed twice begins the second time: where a machine's times, which ascend, go back
/// or stand still once within it.
/// </summary>
internal sealed class SecondPasses(ZoneClock clock)
{
    private readonly Dictionary<string, Machine> _machines = [];
    private char[] _name = [];

    public IReadOnlyList<SecondPass> Found =>
    [
        .. from machine in _machines
           from day in machine.Value.Days
           where day.Value is { GoesBack: 1, IsDescending: false }
           orderby machine.Key, day.Key
           select new SecondPass(machine.Key, day.Key, day.Value.Second),
    ];

    /// <summary>Takes the rows in the order of the file.</summary>
    /// <param name="ticks">As the clock showed it.</param>
    public void Add(ReadOnlySpan<byte> machine, long ticks, long line)
    {
        var known = Find(machine);
        if (clock.IsRepeated(ticks))
        {
            var day = DateOnly.FromDateTime(new DateTime(ticks));
            known.Days[day] = known.Days.TryGetValue(day, out var hour)
                ? ticks > hour.Last ? hour with { Last = ticks } : hour.Back(ticks, line)
                : new Hour(ticks, known.Last > ticks, 0, 0);
        }

        known.Last = ticks;
    }

    private Machine Find(ReadOnlySpan<byte> machine)
    {
        if (_name.Length < machine.Length)
            _name = new char[machine.Length * 2];

        var name = _name.AsSpan(0, Encoding.UTF8.GetChars(machine, _name));
        if (!_machines.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known))
            _machines.Add(name.ToString(), known = new Machine());

        return known;
    }

    private sealed class Machine
    {
        public long Last { get; set; }

        public Dictionary<DateOnly, Hour> Days { get; } = [];
    }

    private readonly record struct Hour(long Last, bool IsDescending, int GoesBack, long Second)
    {
        public Hour Back(long ticks, long line) => this with { Last = ticks, GoesBack = GoesBack + 1, Second = line };
    }
}

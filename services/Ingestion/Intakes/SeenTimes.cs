namespace Presage.Ingestion.Intakes;

/// <summary>
/// Knows which (machine, time) came already. Costs next to nothing while each machine's times ascend, as they do in most files.
/// </summary>
internal sealed class SeenTimes
{
    private readonly List<long> _latest = [];
    private HashSet<(int Machine, long Time)>? _all;

    /// <param name="machines">Machines of the readings so far.</param>
    /// <param name="times">Times of the readings so far.</param>
    /// <returns>False when it came before.</returns>
    public bool Add(int machine, long time, ReadOnlySpan<int> machines, ReadOnlySpan<long> times)
    {
        while (_latest.Count <= machine)
            _latest.Add(long.MinValue);

        if (time > _latest[machine])
        {
            _latest[machine] = time;
            _all?.Add((machine, time));
            return true;
        }

        _all ??= All(machines, times);
        return _all.Add((machine, time));
    }

    public void Clear()
    {
        _latest.Clear();
        _all = null;
    }

    private static HashSet<(int Machine, long Time)> All(ReadOnlySpan<int> machines, ReadOnlySpan<long> times)
    {
        var all = new HashSet<(int, long)>(times.Length);
        for (var row = 0; row < times.Length; row++)
            all.Add((machines[row], times[row]));

        return all;
    }
}

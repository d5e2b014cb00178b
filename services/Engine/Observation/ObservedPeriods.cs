namespace Presage.Engine.Observation;

/// <summary>When a machine is observed: ascending periods that do not overlap.</summary>
public sealed class ObservedPeriods
{
    private readonly ObservedPeriod[] _periods;

    /// <exception cref="ArgumentException">The periods do not ascend, or one ends before it begins.</exception>
    public ObservedPeriods(IReadOnlyList<ObservedPeriod> periods)
    {
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i].To < periods[i].From || (i > 0 && periods[i].From < periods[i - 1].To))
                throw new ArgumentException("Periods must ascend and not overlap.", nameof(periods));
        }

        _periods = [.. periods];
    }

    /// <summary>Observed from the beginning of time to the end of it.</summary>
    public static ObservedPeriods Always { get; } = Until(long.MaxValue);

    public IReadOnlyList<ObservedPeriod> Periods => _periods;

    /// <summary>Inclusive end of the last period; <see cref="long.MinValue"/> when there is none.</summary>
    public long End => _periods.Length == 0 ? long.MinValue : _periods[^1].To;

    /// <summary>Ends of the periods that are over: another follows, or the life of the machine ended. The last may go on.</summary>
    public long[] Ends => [.. _periods.Where((period, i) => period.EndsLife || i + 1 < _periods.Length).Select(period => period.To)];

    /// <summary>Observed from the beginning of time up to and including a moment.</summary>
    public static ObservedPeriods Until(long moment) => new([new ObservedPeriod(long.MinValue, moment)]);

    /// <summary>What of it was over by a moment: nothing later is known.</summary>
    public ObservedPeriods CutAt(long moment) => moment >= End
        ? this
        : new([
            .. _periods.Where(period => period.From <= moment)
                .Select(period => period.To <= moment ? period : new ObservedPeriod(period.From, moment)),
        ]);

    /// <summary>Whether the machine is observed at a moment.</summary>
    public bool Contains(long moment) => Find(moment) is { } period && moment >= period.From;

    /// <summary>
    /// Whether it is known that nothing happened in (after, until] but what is in the records: the whole of it is observed, or the life of
    /// the machine ended in it while it was observed.
    /// </summary>
    public bool IsSettled(long after, long until) =>
        Find(after) is { } period && after >= period.From && (until <= period.To || (period.EndsLife && period.To > after));

    /// <summary>
    /// How much of [from, to) is settled for a horizon: the moments of which it is known what came within it, see <see
    /// cref="IsSettled"/>.
    /// </summary>
    public long SettledTime(long from, long to, long horizon)
    {
        var sum = 0L;
        foreach (var period in _periods)
            sum += Math.Max(0, Math.Min(to, period.EndsLife ? period.To : period.To - horizon) - Math.Max(from, period.From));

        return sum;
    }

    /// <summary>
    /// Inclusive end of the life that a moment belongs to: the next failure that ends one, at the moment or later;
    /// <see cref="long.MaxValue"/> when none is known.
    /// </summary>
    public long LifeEnd(long moment)
    {
        for (var i = IndexOf(moment); i < _periods.Length; i++)
        {
            if (_periods[i].EndsLife)
                return _periods[i].To;
        }

        return long.MaxValue;
    }

    /// <summary>
    /// Whether there is something to say about the machine at a moment: it is observed then, or was until less than one sampling interval
    /// before, so that its next record is not due yet. Not after the failure that ended its life.
    /// </summary>
    /// <param name="sampling">Usual time between two readings, in <see cref="UnixTime"/> units.</param>
    public bool IsPresent(long moment, long sampling)
    {
        var next = IndexOf(moment);
        return (next < _periods.Length && moment >= _periods[next].From)
            || (next > 0 && !_periods[next - 1].EndsLife && moment - _periods[next - 1].To < sampling);
    }

    /// <summary>End of the period that a moment is in, or of the last one before it; null when there is none.</summary>
    public long? LastHeard(long moment)
    {
        var next = IndexOf(moment);
        return next < _periods.Length && moment >= _periods[next].From ? _periods[next].To : next > 0 ? _periods[next - 1].To : null;
    }

    /// <summary>The first period that does not end before a moment.</summary>
    private ObservedPeriod? Find(long moment) => IndexOf(moment) is var i && i < _periods.Length ? _periods[i] : null;

    private int IndexOf(long moment)
    {
        var (low, high) = (0, _periods.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_periods[middle].To < moment)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

namespace Presage.Application.Jobs;

/// <summary>By stretches of time: when the newest record in it became known.</summary>
/// <param name="edges">Ascending; a stretch lies between two that follow each other.</param>
/// <param name="ends">When what counts as known at a moment was there, by that moment.</param>
internal sealed class KnownTimes(IReadOnlyList<DateTime> edges, IReadOnlyDictionary<DateTime, DateTime> ends)
{
    private readonly DateTime[] _edges = [.. edges];
    private readonly DateTime[] _known = new DateTime[edges.Count];
    private readonly List<(DateTime From, DateTime To, DateTime At)> _retractions = [];
    private (DateTime Known, DateTime There) _latest;

    public void Add(DateTime time, DateTime known)
    {
        // The stretch (edge - 1, edge] has the number of its end.
        var end = Array.BinarySearch(_edges, time);
        var stretch = end < 0 ? ~end : end;
        if (stretch < _edges.Length && EndOf(known) is var there && there > _known[stretch])
            _known[stretch] = there;
    }

    public void AddRetraction(DateTime from, DateTime to, DateTime at) => _retractions.Add((from, to, at));

    /// <summary>When the newest record of (from, to] was there; null when there is none.</summary>
    public DateTime? Newest(DateTime from, DateTime to)
    {
        var newest = DateTime.MinValue;
        for (var stretch = 1; stretch < _edges.Length; stretch++)
            if (_edges[stretch] > from && _edges[stretch] <= to && _known[stretch] > newest)
                newest = _known[stretch];

        return newest == DateTime.MinValue ? null : newest;
    }

    /// <summary>When records that may lie in (from, to] were last taken back; null when none were.</summary>
    public DateTime? TakenBack(DateTime from, DateTime to)
    {
        var fitting = _retractions.Where(taken => taken.From < to && taken.To > from).ToList();
        return fitting.Count == 0 ? null : fitting.Max(taken => taken.At);
    }

    /// <summary>Most records follow one of the same ingestion.</summary>
    private DateTime EndOf(DateTime known)
    {
        if (_latest.Known != known)
            _latest = (known, ends.GetValueOrDefault(known, known));

        return _latest.There;
    }
}

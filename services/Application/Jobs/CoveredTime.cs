using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>The time for which there is a succeeded run: stretches (From, To], joined where they touch.</summary>
internal sealed class CoveredTime
{
    private readonly List<(DateTime From, DateTime To)> _stretches = [];

    public CoveredTime(IEnumerable<JobRun> runs)
    {
        var done = runs.Where(run => run is { State: JobRunState.Succeeded, From: not null, To: not null });
        foreach (var run in done.OrderBy(run => run.From))
        {
            if (_stretches is [.., var last] && run.From <= last.To)
                _stretches[^1] = (last.From, run.To > last.To ? run.To.Value : last.To);
            else
                _stretches.Add((run.From!.Value, run.To!.Value));
        }
    }

    public bool Covers(DateTime from, DateTime to)
    {
        var (low, high) = (0, _stretches.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_stretches[middle].To < to)
                low = middle + 1;
            else
                high = middle;
        }

        return low < _stretches.Count && _stretches[low].From <= from;
    }
}

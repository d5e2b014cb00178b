using Presage.Storage;

namespace Presage.Monitoring.Overdue;

/// <summary>When a job was paused, from its journal and its state: of that time nothing is expected.</summary>
internal sealed class PausePeriods
{
    private readonly List<(DateTime From, DateTime To)> _periods = [];

    /// <param name="entries">The latest first.</param>
    /// <param name="now">The pause that the job is in; null for none.</param>
    public PausePeriods(IReadOnlyList<JobEntry> entries, JobPause? now)
    {
        DateTime? from = null;
        foreach (var entry in entries.Reverse())
        {
            if (entry.What == "paused")
                from ??= entry.At;
            else if (entry.What == "resumed")
            {
                // It may have been paused before what the entries tell.
                _periods.Add((from ?? DateTime.MinValue, entry.At));
                from = null;
            }
        }

        // Nobody may have resumed it when its time was over.
        if (now is not null)
            _periods.Add((now.Since, now.Until ?? DateTime.MaxValue));
    }

    public bool Contains(DateTime time) => _periods.Exists(period => period.From <= time && time < period.To);
}

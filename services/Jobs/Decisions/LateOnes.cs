using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;

namespace Presage.Jobs.Decisions;

/// <summary>Which of the nominal times that nobody looked at in time are caught up with.</summary>
internal sealed class LateOnes(JobDraft draft, DateTime after)
{
    private readonly CatchUp _catchUp = draft.Schedule!.CatchUp;
    private readonly Lazy<DateTime> _first = new(() => First(draft, after));

    public static string CaughtUp(DateTime nominal, DateTime now) =>
        $"Nobody looked for {Moments.Text(now - nominal)} after its time, and it is caught up with.";

    /// <summary>Why a late one is missed, one sentence; null when it is caught up with.</summary>
    public string? WhyNot(DateTime nominal)
    {
        var late = $"Nobody looked for {Moments.Text(draft.Now - nominal)} after its time, and";
        if (_catchUp.Mode == CatchUpMode.None)
            return $"{late} the schedule catches up with nothing.";
        if (nominal < draft.Now - _catchUp.Window)
            return $"{late} the schedule goes back {Moments.Text(_catchUp.Window)} only.";
        if (nominal >= _first.Value)
            return null;
        return _catchUp.Mode == CatchUpMode.Latest
            ? $"{late} the schedule catches up with the latest only."
            : $"{late} the schedule catches up with the latest {_catchUp.Most} only.";
    }

    // Of those that are late now the earliest that is caught up with.
    private static DateTime First(JobDraft draft, DateTime after)
    {
        var schedule = draft.Schedule!;
        var most = schedule.CatchUp.Mode == CatchUpMode.Latest ? 1 : schedule.CatchUp.Most;
        var latest = new Queue<DateTime>(most);
        var from = Moments.Later(after, draft.Now - schedule.CatchUp.Window - TimeSpan.FromTicks(1));
        foreach (var time in NominalTimes.Between(schedule, draft.View.Calendars, from, draft.Now - Lateness.Allowed))
        {
            if (time.Excluded is not null || time.Utc >= draft.State.Paused?.Since)
                continue;
            if (latest.Count == most)
                latest.Dequeue();
            latest.Enqueue(time.Utc);
        }

        return latest.Count == 0 ? DateTime.MinValue : latest.Peek();
    }
}

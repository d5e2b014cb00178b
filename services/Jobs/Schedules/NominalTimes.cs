using Presage.Jobs.Definitions;

namespace Presage.Jobs.Schedules;

/// <summary>The nominal times of a schedule, from its definition alone.</summary>
public static class NominalTimes
{
    // How far back the time before a moment is looked for; leap days that are Sundays are up to 40 years apart.
    private static readonly double[] s_daysBack = [0.1, 3, 70, 800, 15_000];

    /// <summary>Those in (after, to], in their order, computed as they are asked for; excluded ones say why.</summary>
    /// <param name="after">UTC. Wherever one begins, the times that follow are the same.</param>
    /// <param name="to">UTC.</param>
    public static IEnumerable<NominalTime> Between(
        ScheduleDefinition schedule, IReadOnlyList<ExclusionCalendar> calendars, DateTime after, DateTime to)
    {
        var times = new ScheduleTimes(schedule);
        var days = new ExcludedDays(schedule, calendars);
        for (var next = times.After(Later(after, schedule.Start)); next <= Earlier(to, schedule.End); next = times.After(next.Value))
            yield return times.At(next.Value) with { Excluded = days.WhyNot(next.Value) };
    }

    /// <summary>The first one after a moment, excluded or not; null when the schedule is over.</summary>
    public static NominalTime? Next(ScheduleDefinition schedule, IReadOnlyList<ExclusionCalendar> calendars, DateTime after) =>
        Between(schedule, calendars, after, DateTime.MaxValue).FirstOrDefault();

    /// <summary>
    /// The latest moment before another that the schedule's pattern fits, whatever its start and end say; null when there is none. A first
    /// interval begins there.
    /// </summary>
    public static DateTime? Before(ScheduleDefinition schedule, DateTime time)
    {
        var times = new ScheduleTimes(schedule);
        if (schedule.Every is { } every)
            return times.After(time - every - TimeSpan.FromTicks(1));

        // Forward only: the way back is wrong where clocks change.
        foreach (var days in s_daysBack)
        {
            DateTime? latest = null;
            for (var next = times.After(time.AddDays(-days)); next < time; next = times.After(next.Value))
                latest = next;
            if (latest is not null)
                return latest;
        }

        return null;
    }

    private static DateTime Later(DateTime left, DateTime? right) => right > left ? right.Value : left;

    private static DateTime Earlier(DateTime left, DateTime? right) => right < left ? right.Value : left;
}

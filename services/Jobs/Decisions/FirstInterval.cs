using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;

namespace Presage.Jobs.Decisions;

/// <summary>Where the first interval of a job begins.</summary>
public static class FirstInterval
{
    /// <summary>At the nominal time before, or where the schedule starts; an interval of a day where no schedule says anything.</summary>
    public static DateTime From(ScheduleDefinition? schedule, DateTime to)
    {
        var before = (schedule is null ? null : NominalTimes.Before(schedule, to)) ?? to.AddDays(-1);
        return schedule?.Start is { } start && start > before && start < to ? Moments.Floor(start) : Moments.Floor(before);
    }
}

using System.Globalization;
using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>What a job's state is once a definition is applied.</summary>
public static class Applying
{
    /// <summary>Of a job that is new.</summary>
    public static JobState First(JobDefinition definition, DateTime now) => With(new(), definition, now, now);

    /// <summary>
    /// Of a job that has another definition already: its line of intervals goes on where it is. Nominal times count from now on; where
    /// those of the former schedule have no rows yet, the new one's are looked at from there, so that nothing of the line stays unsaid.
    /// </summary>
    /// <param name="former">The definition until now.</param>
    /// <param name="calendars">Those that the former schedule excludes.</param>
    public static JobState Next(
        JobState state, JobDefinition former, IReadOnlyList<ExclusionCalendar> calendars, JobDefinition definition, DateTime now)
    {
        var isOver = former.Schedule?.MostRuns <= state.Started;
        var isBehind = former.Schedule is { } schedule && !isOver && state.ScheduledTo is { } after
            && NominalTimes.Between(schedule, calendars, after, now).Any();
        return With(state, definition, isBehind ? state.ScheduledTo!.Value : Moments.Later(now, state.PlannedTo), now);
    }

    private static JobState With(JobState state, JobDefinition definition, DateTime scheduledTo, DateTime now) => state with
    {
        ScheduledTo = Moments.Floor(scheduledTo),
        LooksAt = now,

        // Promotions of before are no news to a trigger that is new.
        Memory =
        [
            .. definition.Triggers.Select(trigger => state.Memory.FirstOrDefault(memory => memory.Trigger == trigger.Number)
                ?? new(trigger.Number, null, now.ToString("O", CultureInfo.InvariantCulture))),
        ],
    };
}

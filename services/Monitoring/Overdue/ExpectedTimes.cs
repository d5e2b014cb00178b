using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;

namespace Presage.Monitoring.Overdue;

/// <summary>A version of a job, from when it was applied to when the next one was.</summary>
/// <param name="IsFirst">Whether its schedule may begin before it was applied.</param>
internal sealed record VersionPeriod(JobDefinition Definition, DateTime From, DateTime To, bool IsFirst);

/// <summary>A nominal time of which a succeeded run is expected.</summary>
/// <param name="Due">By when.</param>
internal sealed record ExpectedTime(DateTime Nominal, DateTime Due);

/// <summary>The nominal times of a job that have come due, from its definitions alone: nobody need have planned them.</summary>
internal static class ExpectedTimes
{
    /// <param name="after">Due times after it.</param>
    /// <param name="now">Due times up to it.</param>
    public static IEnumerable<ExpectedTime> Of(
        IEnumerable<VersionPeriod> versions, Func<ScheduleDefinition, IReadOnlyList<ExclusionCalendar>> calendars, DateTime after,
        DateTime now) => versions.SelectMany(version => Of(version, calendars, after, now)).OrderBy(time => time.Due);

    private static IEnumerable<ExpectedTime> Of(
        VersionPeriod version, Func<ScheduleDefinition, IReadOnlyList<ExclusionCalendar>> calendars, DateTime after, DateTime now)
    {
        if (version.Definition.Schedule is not { ExpectWithin: { } within } schedule)
            return [];

        var begin = version.IsFirst && schedule.Start < version.From ? schedule.Start.Value : version.From;
        var (first, last) = (Later(begin, after - within), now - within);
        return NominalTimes.Between(schedule, calendars(schedule), first, last < version.To ? last : version.To)
            .Where(time => time.Excluded is null)
            .Select(time => new ExpectedTime(time.Utc, time.Utc + within));
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}

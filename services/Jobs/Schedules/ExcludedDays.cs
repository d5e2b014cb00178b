using System.Globalization;
using Presage.Jobs.Definitions;

namespace Presage.Jobs.Schedules;

/// <summary>Which days of a schedule's zone its calendars exclude.</summary>
internal sealed class ExcludedDays(ScheduleDefinition schedule, IReadOnlyList<ExclusionCalendar> calendars)
{
    private readonly TimeZoneInfo _zone = Zones.Find(schedule.Zone);

    /// <summary>Why a moment is excluded, as a part of a sentence; null when it is not.</summary>
    public string? WhyNot(DateTime utc)
    {
        if (calendars.Count == 0)
            return null;

        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, _zone));
        foreach (var calendar in calendars)
            if (calendar.At(day) is { } span)
            {
                var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                return span.Name is { } name
                    ? $"the calendar {calendar.Name} excludes {date} ({name})"
                    : $"the calendar {calendar.Name} excludes {date}";
            }

        return null;
    }
}

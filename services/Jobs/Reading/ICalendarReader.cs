using System.Text.RegularExpressions;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Presage.Engine;
using Presage.Jobs.Schedules;

namespace Presage.Jobs.Reading;

/// <summary>
/// Reads iCalendar (RFC 5545): each event excludes the days that it touches, in its own local time, and recurs until 2100.
/// </summary>
internal static partial class ICalendarReader
{
    private const int MostSpans = 100_000;

    private static readonly CalDateTime s_first = new(1970, 1, 1);
    private static readonly DateOnly s_last = new(2100, 12, 31);

    public static bool IsOne(string text) => text.TrimStart('\uFEFF', ' ', '\r', '\n').StartsWith(
        "BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase);

    public static ExclusionCalendar Read(string text, string place)
    {
        var name = Unfit().Replace(Path.GetFileNameWithoutExtension(place).ToLowerInvariant(), "-").Trim('-');
        if (name.Length == 0)
            throw Mistake(
                $"{place}: a calendar has the name of its file, and this is none.", "Name the file as the calendar, such as holidays.ics.");

        var spans = Spans(text, place);
        return spans.Count > 0
            ? new ExclusionCalendar(name, [.. spans.OrderBy(span => span.First).ThenBy(span => span.Last)])
            : throw Mistake($"{place}: the calendar has no event.", "Export it again, with its events (VEVENT).");
    }

    private static List<DaySpan> Spans(string text, string place)
    {
        try
        {
            var calendar = Calendar.Load(text) ?? throw new FormatException("there is no VCALENDAR in it");
            var spans = new List<DaySpan>();
            foreach (var occurrence in calendar.GetOccurrences<CalendarEvent>(s_first))
            {
                var (start, end) = (occurrence.Period.StartTime, occurrence.Period.EffectiveEndTime ?? occurrence.Period.StartTime);
                if (start.Date > s_last)
                    break;
                if (spans.Count == MostSpans)
                    throw Mistake(
                        $"{place}: the calendar has more than {MostSpans:N0} events until 2100.", "Remove those that do not exclude days.");

                spans.Add(new DaySpan(start.Date, Last(start, end), Summary(occurrence.Source)));
            }

            return spans;
        }
        catch (Exception exception) when (exception is not PresageException)
        {
            throw new PresageException(
                ErrorKind.Invalid, "bad-calendar",
                $"{place} is no calendar that can be read ({exception.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ')}).",
                "Give iCalendar text (RFC 5545), from BEGIN:VCALENDAR to END:VCALENDAR.", exception);
        }
    }

    /// <summary>The last day that an event touches: its end is not part of it.</summary>
    private static DateOnly Last(CalDateTime start, CalDateTime end)
    {
        var isAtMidnight = !end.HasTime || end.Time == TimeOnly.MinValue;
        return isAtMidnight && end.Date > start.Date ? end.Date.AddDays(-1) : end.Date;
    }

    private static string? Summary(object source) => source is CalendarEvent { Summary: { Length: > 0 } summary } ? summary.Trim() : null;

    private static PresageException Mistake(string message, string remedy) => new(ErrorKind.Invalid, "bad-calendar", message, remedy);

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Unfit();
}

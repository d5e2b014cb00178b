using System.Globalization;
using Presage.Engine;
using Presage.Jobs.Schedules;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

/// <summary>Reads calendars of days at which schedules do nothing, from YAML or iCalendar.</summary>
public static class CalendarReader
{
    private const int LongestName = 60;
    private const string Date = "yyyy-MM-dd";

    internal static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("calendar", "a name", "Name of the calendar, which `schedule.exclude` names.", "holidays"),
        new("description", "a text", "What it is, for people.", "Holidays and the summer shutdown.", YamlKey.None),
        new("days", "a list", "Days, or ranges of days: either the date alone, or:")
        {
            IsList = true,
            Keys =
            [
                new("day", "a date", "One day; either this or `from` and `to`.", "", YamlKey.None),
                new("from", "a date", "First day of a range.", "2026-07-20", YamlKey.None),
                new("to", "a date", "Last day of a range, included.", "2026-08-07", YamlKey.None),
                new("name", "a text", "What day it is.", "Summer shutdown", YamlKey.None),
            ],
        },
    ];

    /// <summary>Reads and checks a calendar.</summary>
    /// <param name="text">YAML, or iCalendar (RFC 5545).</param>
    /// <param name="place">
    /// Where the text comes from, for messages; the name of its file is the name of a calendar that is iCalendar.
    /// </param>
    /// <exception cref="PresageException"><c>bad-calendar</c>: a mistake, with its place and what was expected.</exception>
    public static ExclusionCalendar Read(string text, string place) =>
        ICalendarReader.IsOne(text) ? ICalendarReader.Read(text, place) : Read(YamlText.Root(text, SourceOf(place)));

    internal static YamlSource SourceOf(string place) => new(
        place, "calendar", "Describe a calendar, beginning with calendar: and its name");

    internal static ExclusionCalendar Read(YamlValue document)
    {
        var root = document.Section(Keys);
        var name = root["calendar"].Name(LongestName, "holidays");
        root.Optional("description")?.Text();
        return new ExclusionCalendar(name, [.. root["days"].NonEmptyItems().Select(Span).OrderBy(span => span.First)]);
    }

    private static DaySpan Span(YamlValue value)
    {
        if (!value.IsMapping)
            return new DaySpan(Day(value), Day(value), null);

        var section = value.Section(Keys[2].Keys);
        var name = section.Optional("name")?.Text();
        if (section.Optional("day") is { } day)
            return section.Optional("from") is null && section.Optional("to") is null
                ? new DaySpan(Day(day), Day(day), name)
                : throw day.Wrong($"{value.Path} has a day and a range", "Write one of the two");

        var (first, last) = (Day(section["from"]), Day(section["to"]));
        return first <= last
            ? new DaySpan(first, last, name)
            : throw section["to"].Wrong($"{value.Path} ends before it begins", "Write the first day as from and the last one as to");
    }

    private static DateOnly Day(YamlValue value)
    {
        var text = value.Text();
        return DateOnly.TryParseExact(text, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw value.Wrong($"{value.Path} is '{text}', which is not a date", "Write a date such as 2026-12-25");
    }
}

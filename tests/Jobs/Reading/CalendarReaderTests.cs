using Presage.Engine;
using Presage.Jobs.Reading;
using Presage.Jobs.Schedules;

namespace Presage.Tests.Jobs.Reading;

public sealed class CalendarReaderTests
{
    private const string Events = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//example//EN
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20201225
        DTEND;VALUE=DATE:20201227
        RRULE:FREQ=YEARLY
        SUMMARY:Christmas
        END:VEVENT
        BEGIN:VEVENT
        UID:2
        DTSTART;TZID=Europe/Berlin:20260720T220000
        DTEND;TZID=Europe/Berlin:20260721T040000
        SUMMARY:Maintenance
        END:VEVENT
        BEGIN:VEVENT
        UID:3
        DTSTART;VALUE=DATE:20260501
        SUMMARY:Labour Day
        END:VEVENT
        END:VCALENDAR
        """;

    [Fact]
    public void Days_and_ranges_of_YAML_are_read()
    {
        var calendar = CalendarReader.Read(
            """
            calendar: holidays
            days:
              - { from: 2026-07-20, to: 2026-08-07, name: Shutdown }
              - 2026-01-01
              - { day: 2026-12-25, name: Christmas }
            """, "holidays.yaml");

        calendar.Name.ShouldBe("holidays");
        calendar.Spans.ShouldBe(
        [
            new DaySpan(new(2026, 1, 1), new(2026, 1, 1), null), new DaySpan(new(2026, 7, 20), new(2026, 8, 7), "Shutdown"),
            new DaySpan(new(2026, 12, 25), new(2026, 12, 25), "Christmas"),
        ]);
    }

    [Theory]
    [InlineData("2026-12-24", null)]
    [InlineData("2026-12-25", "Christmas")]
    [InlineData("2026-12-26", "Christmas")]
    [InlineData("2026-12-27", null)]
    [InlineData("2099-12-25", "Christmas")]
    [InlineData("2026-05-01", "Labour Day")]
    [InlineData("2026-05-02", null)]
    [InlineData("2026-07-20", "Maintenance")]
    [InlineData("2026-07-21", "Maintenance")]
    [InlineData("2026-07-22", null)]
    public void Events_of_iCalendar_exclude_the_days_that_they_touch(string day, string? name) =>
        CalendarReader.Read(Events.ReplaceLineEndings("\r\n"), "/etc/Plant Holidays.ics").At(DateOnly.Parse(day))?.Name.ShouldBe(name);

    [Fact]
    public void A_calendar_of_iCalendar_has_the_name_of_its_file()
    {
        CalendarReader.Read(Events, "/etc/Plant Holidays.ics").Name.ShouldBe("plant-holidays");
        CalendarReader.Read(Events, "plant-holidays").Name.ShouldBe("plant-holidays");
    }

    [Theory]
    [InlineData("calendar: h\ndays: []", "days is empty")]
    [InlineData("calendar: h\ndays: [{ from: 2026-02-02, to: 2026-02-01 }]", "days[1] ends before it begins")]
    [InlineData("calendar: h\ndays: [{ day: 2026-02-02, to: 2026-02-01 }]", "days[1] has a day and a range")]
    [InlineData("calendar: h\ndays: [{ form: 2026-02-02, to: 2026-02-03 }]", "days[1] has no 'form'")]
    [InlineData("calendar: h\ndays: [25.12.2026]", "'25.12.2026', which is not a date")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR", "has no event")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:yesterday\nEND:VEVENT\nEND:VCALENDAR", "")]
    public void A_mistake_is_told(string text, string wrong)
    {
        var exception = Should.Throw<PresageException>(() => CalendarReader.Read(text, "h.ics"));

        exception.Code.ShouldBe("bad-calendar");
        exception.Message.ShouldContain(wrong);
    }
}

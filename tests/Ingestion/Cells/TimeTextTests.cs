using System.Globalization;
using System.Text;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Cells;

namespace Presage.Tests.Ingestion.Cells;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("iso", "2024-1-1 0:05", "2024-01-01T00:05:00.0000000")]
    [InlineData("iso", "2024/01/31T6:00:00", "2024-01-31T06:00:00.0000000")]
    [InlineData("iso", "2024.01.31 06:00", "2024-01-31T06:00:00.0000000")]
    [InlineData("iso", "2024-01-01", "2024-01-01T00:00:00.0000000")]
    [InlineData("iso", "2024-01-01 00:00:00,500", "2024-01-01T00:00:00.5000000")]
    [InlineData("iso", "2024-01-01 00:00:00.1234567", "2024-01-01T00:00:00.1234567")]
    [InlineData("iso", "2024-01-01 00:00:00.123456789", "2024-01-01T00:00:00.1234567")]
    [InlineData("iso", "2024-01-01 24:00", "2024-01-02T00:00:00.0000000")]
    [InlineData("iso", "2016-12-31T23:59:60Z", "2016-12-31T23:59:59.9999999Z")]
    [InlineData("iso", "2024-01-01 06:00:00 UTC", "2024-01-01T06:00:00.0000000Z")]
    [InlineData("iso", "2024-01-01 06:00 GMT", "2024-01-01T06:00:00.0000000Z")]
    [InlineData("iso", "2024-01-01 06:00 GMT+2", "2024-01-01T04:00:00.0000000Z")]
    [InlineData("iso", "2024-01-01T06:00:00+01", "2024-01-01T05:00:00.0000000Z")]
    [InlineData("iso", "2024-01-01T06:00:00+0100", "2024-01-01T05:00:00.0000000Z")]
    [InlineData("iso", "2024-01-01T06:00:00 -05:30", "2024-01-01T11:30:00.0000000Z")]
    [InlineData("iso", "2024-01-01 06:00 PM", "2024-01-01T18:00:00.0000000")]
    [InlineData("compact", "20240101T060000Z", "2024-01-01T06:00:00.0000000Z")]
    [InlineData("compact", "20240101T060000,25+0100", "2024-01-01T05:00:00.2500000Z")]
    [InlineData("compact", "20240101 0600", "2024-01-01T06:00:00.0000000")]
    [InlineData("compact", "20240101 06:00:05", "2024-01-01T06:00:05.0000000")]
    [InlineData("compact", "20240101", "2024-01-01T00:00:00.0000000")]
    [InlineData("compact", "20240101060000", "2024-01-01T06:00:00.0000000")]
    [InlineData("compact", "202401010600", "2024-01-01T06:00:00.0000000")]
    [InlineData("day-first", "13.01.2024 00:00", "2024-01-13T00:00:00.0000000")]
    [InlineData("day-first", "1/2/2024 6:00", "2024-02-01T06:00:00.0000000")]
    [InlineData("day-first", "01-02-2024, 06:00:00", "2024-02-01T06:00:00.0000000")]
    [InlineData("day-first", "13/01/2024 6:00 PM", "2024-01-13T18:00:00.0000000")]
    [InlineData("month-first", "1/13/2024 12:30:00 a.m.", "2024-01-13T00:30:00.0000000")]
    [InlineData("month-first", "01-02-2024", "2024-01-02T00:00:00.0000000")]
    [InlineData("month-name", "01-Jan-2024 06:00:00", "2024-01-01T06:00:00.0000000")]
    [InlineData("month-name", "1 January 2024 06:00", "2024-01-01T06:00:00.0000000")]
    [InlineData("month-name", "Jan 31, 2024 6:00 PM", "2024-01-31T18:00:00.0000000")]
    [InlineData("month-name", "Mon, 01 Jan 2024 06:00:00 GMT", "2024-01-01T06:00:00.0000000Z")]
    [InlineData("month-name", "2024-Feb-03", "2024-02-03T00:00:00.0000000")]
    [InlineData("month-name", "10/Oct/2023:13:55:36 -0700", "2023-10-10T20:55:36.0000000Z")]
    [InlineData("seconds", "1704067200", "2024-01-01T00:00:00.0000000Z")]
    [InlineData("seconds", "1704067200.25", "2024-01-01T00:00:00.2500000Z")]
    [InlineData("milliseconds", "1704067200250", "2024-01-01T00:00:00.2500000Z")]
    [InlineData("microseconds", "1704067200000001", "2024-01-01T00:00:00.0000010Z")]
    [InlineData("nanoseconds", "1704067200000000123", "2024-01-01T00:00:00.0000001Z")]
    [InlineData("excel", "45292.041667", "2024-01-01T01:00:00.0000000Z")]
    [InlineData("excel", "45292,0416666667", "2024-01-01T01:00:00.0000000Z")]
    [InlineData("excel", "45292.5000057870", "2024-01-01T12:00:00.5000000Z")]
    [InlineData("excel", "45292", "2024-01-01T00:00:00.0000000Z")]
    [InlineData("dd.MM.yy HH:mm", "13.01.24 06:05", "2024-01-13T06:05:00.0000000")]
    [InlineData("yyyyMMddHHmmsszzz", "20240101060000+02:00", "2024-01-01T04:00:00.0000000Z")]
    public void A_time_of_a_known_form_is_read(string format, string text, string expected)
    {
        Read(text, format, false, out var ticks, out var isLocal).ShouldBeTrue();

        var shown = new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);
        (shown + (isLocal ? "" : "Z")).ShouldBe(expected.TrimEnd('Z') + (IsNumber(format) || expected.EndsWith('Z') ? "Z" : ""));
    }

    [Theory]
    [InlineData("iso", "2024-01-01 25:00")]
    [InlineData("iso", "2024-01-01 24:01")]
    [InlineData("iso", "2024-01-01 06:60")]
    [InlineData("iso", "2024-01-01 06:00:60")]
    [InlineData("iso", "2024-02-30")]
    [InlineData("iso", "2024-01/01")]
    [InlineData("iso", "2024-01-01 06:00 CET")]
    [InlineData("iso", "2024-01-01 06:00 and more")]
    [InlineData("iso", "2024-01-01 06:00:00.")]
    [InlineData("iso", "2024-01-01T06:00+15:00")]
    [InlineData("iso", "20240101")]
    [InlineData("iso", "13.01.2024")]
    [InlineData("iso", "")]
    [InlineData("compact", "2024-01-01")]
    [InlineData("compact", "2024010106000")]
    [InlineData("compact", "20241301")]
    [InlineData("day-first", "01/13/2024")]
    [InlineData("day-first", "01.02.24")]
    [InlineData("month-first", "13/01/2024")]
    [InlineData("month-first", "01.02.2024")]
    [InlineData("month-first", "1/2/2024 0:30 AM")]
    [InlineData("month-first", "1/2/2024 13:30 PM")]
    [InlineData("month-name", "1 Foo 2024")]
    [InlineData("seconds", "1704067200000")]
    [InlineData("seconds", "-1")]
    [InlineData("seconds", "1.7E+09")]
    [InlineData("nanoseconds", "99999999999999999999")]
    [InlineData("excel", "90000.5")]
    [InlineData("excel", "12:00")]
    [InlineData("dd.MM.yy HH:mm", "13.01.2024 06:05")]
    public void What_is_of_another_form_is_refused(string format, string text) =>
        Read(text, format, false, out _, out _).ShouldBeFalse();

    [Fact]
    public void The_abbreviation_of_a_zone_that_is_declared_is_passed_over()
    {
        Read("2024-01-01 06:00 CEST", "iso", true, out var ticks, out var isLocal).ShouldBeTrue();

        (ticks, isLocal).ShouldBe((new DateTime(2024, 1, 1, 6, 0, 0).Ticks, true));
    }

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss.fffffff", "iso")]
    [InlineData("yyyy/M/d H:m:s", "iso")]
    [InlineData("yyyyMMddTHHmmss.fff", "compact")]
    [InlineData("dd.MM.yyyy HH:mm:ss", "day-first")]
    [InlineData("M/d/yyyy h:mm:ss tt", "month-first")]
    [InlineData("d MMMM yyyy HH:mm:ss", "month-name")]
    [InlineData("ddd, dd MMM yyyy HH:mm:ss", "month-name")]
    public void Any_time_is_read_as_the_library_writes_it(string pattern, string format)
    {
        var random = new Random(5);
        for (var i = 0; i < 5_000; i++)
        {
            var time = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks));
            var text = time.ToString(pattern, CultureInfo.InvariantCulture);

            Read(text, format, false, out var ticks, out _).ShouldBeTrue(text);

            ticks.ShouldBe(DateTime.ParseExact(text, pattern, CultureInfo.InvariantCulture).Ticks, text);
        }
    }

    private static bool IsNumber(string format) => TimeForms.Of(format).IsNumber();

    private static bool Read(string text, string format, bool hasZone, out long ticks, out bool isLocal)
    {
        var form = TimeForms.Of(format);
        TimeSettings.Formats.Contains(format).ShouldBe(form != TimeForm.Pattern);
        var isTime = TimeText.TryParse(Encoding.UTF8.GetBytes(text), form, format, hasZone, out ticks, out isLocal);
        isLocal &= !form.IsNumber();
        return isTime;
    }
}

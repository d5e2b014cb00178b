using System.Globalization;
using System.Text;
using Presage.Engine;
using Presage.Ingestion.Cells;

namespace Presage.Tests.Ingestion.Cells;

public sealed class CellTimeTests
{
    [Theory]
    [InlineData("2015-01-01 06:00:00", "2015-01-01T06:00:00.0000000")]
    [InlineData("2015-01-01T06:00:00", "2015-01-01T06:00:00.0000000")]
    [InlineData("2015-01-01t06:00:00z", "2015-01-01T06:00:00.0000000")]
    [InlineData("2015-01-01T06:00:00Z", "2015-01-01T06:00:00.0000000")]
    [InlineData("2015/01/01 06:00:00", "2015-01-01T06:00:00.0000000")]
    [InlineData("2015-01-01 06:00", "2015-01-01T06:00:00.0000000")]
    [InlineData("2015-01-01", "2015-01-01T00:00:00.0000000")]
    [InlineData("2015-01-01 06:00:00.5", "2015-01-01T06:00:00.5000000")]
    [InlineData("2015-01-01 06:00:00.12", "2015-01-01T06:00:00.1200000")]
    [InlineData("2015-01-01 06:00:00.1239999", "2015-01-01T06:00:00.1239999")]
    [InlineData("2015-01-01 06:00:00.12345678912", "2015-01-01T06:00:00.1234567")]
    [InlineData("2015-01-01 06:00:00.000001", "2015-01-01T06:00:00.0000010")]
    [InlineData("2015-01-01T06:00:00+02:00", "2015-01-01T04:00:00.0000000")]
    [InlineData("2015-01-01T06:00:00 -0530", "2015-01-01T11:30:00.0000000")]
    [InlineData("2015-01-01T06:00:00.250-05", "2015-01-01T11:00:00.2500000")]
    [InlineData("2016-02-29 23:59:59", "2016-02-29T23:59:59.0000000")]
    [InlineData("1969-12-31 23:59:59", "1969-12-31T23:59:59.0000000")]
    [InlineData("1/1/2015 6:00:00 AM", "2015-01-01T06:00:00.0000000")]
    [InlineData("01/31/2015 06:00:00 pm", "2015-01-31T18:00:00.0000000")]
    [InlineData("1/1/2015 12:00:00 AM", "2015-01-01T00:00:00.0000000")]
    [InlineData("1/1/2015 12:30 PM", "2015-01-01T12:30:00.0000000")]
    public void A_time_is_read(string text, string expected)
    {
        CellTime.TryParse(Encoding.UTF8.GetBytes(text), out var read).ShouldBeTrue();

        UnixTime.ToDateTime(read).ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("01/02/2015 06:00:00")]
    [InlineData("01/02/2015")]
    [InlineData("31/01/2015 6:00:00 AM")]
    [InlineData("01-02-2015 06:00:00")]
    [InlineData("01.02.2015 06:00")]
    [InlineData("1/1/15 6:00:00 AM")]
    [InlineData("1/1/2015 13:00:00 PM")]
    [InlineData("1/1/2015 0:00:00 AM")]
    [InlineData("2015-02-29 06:00:00")]
    [InlineData("2015-13-01 06:00:00")]
    [InlineData("2015-00-01 06:00:00")]
    [InlineData("2015-01-00 06:00:00")]
    [InlineData("0000-01-01 06:00:00")]
    [InlineData("2015-01-01 24:00:00")]
    [InlineData("2015-01-01 06:60:00")]
    [InlineData("2015-01-01 06:00:60")]
    [InlineData("2015-01-01 06:00:00.")]
    [InlineData("2015-01-01 06")]
    [InlineData("2015-01-01 ")]
    [InlineData("2015-01-01T06:00:00+15:00")]
    [InlineData("2015-01-01T06:00:00 CET")]
    [InlineData("2015-01-01 06:00:00 and more")]
    [InlineData("2015-01/01 06:00:00")]
    [InlineData("20150101")]
    [InlineData("1420092000")]
    [InlineData("yesterday")]
    public void What_is_no_time_or_may_mean_two_is_refused(string text) =>
        CellTime.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void Any_time_is_read_as_the_library_reads_it()
    {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var time = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks));
            var text = time.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

            CellTime.TryParse(Encoding.UTF8.GetBytes(text), out var read).ShouldBeTrue(text);
            read.ShouldBe(UnixTime.FromDateTime(DateTime.Parse(text, CultureInfo.InvariantCulture)), text);
        }
    }
}

using Presage.Reporting.Data;

namespace Presage.Tests.Reporting.Data;

public sealed class MostRecentTests
{
    [Fact]
    public void The_most_recent_of_many_are_kept_latest_first()
    {
        var latest = new MostRecent<DateTime>(3, time => time);

        foreach (var day in Enumerable.Range(0, 100))
            latest.Add(DateTime.UnixEpoch.AddDays(day * 37 % 100));

        latest.ToList().ShouldBe([DateTime.UnixEpoch.AddDays(99), DateTime.UnixEpoch.AddDays(98), DateTime.UnixEpoch.AddDays(97)]);
    }
}

using Presage.Hosting.Messaging.Starting;

namespace Presage.Tests.Hosting.Messaging;

public sealed class OutageTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly Outage _outage = new(TimeSpan.FromSeconds(60));

    [Fact]
    public void A_bus_that_does_not_work_for_long_while_its_broker_answers_is_stuck()
    {
        LookAt(0, works: false, answers: true).ShouldBeFalse();
        LookAt(59, works: false, answers: true).ShouldBeFalse();

        LookAt(60, works: false, answers: true).ShouldBeTrue();
    }

    [Fact]
    public void A_bus_whose_broker_is_away_waits_for_it()
    {
        for (var second = 0; second < 1_000; second += 10)
            LookAt(second, works: false, answers: false).ShouldBeFalse();
    }

    [Fact]
    public void The_time_counts_from_when_the_broker_is_back()
    {
        LookAt(0, works: false, answers: true);
        LookAt(30, works: false, answers: false);

        LookAt(40, works: false, answers: true).ShouldBeFalse();
        LookAt(90, works: false, answers: true).ShouldBeFalse();
        LookAt(100, works: false, answers: true).ShouldBeTrue();
    }

    [Fact]
    public void A_bus_that_works_again_is_not_stuck()
    {
        LookAt(0, works: false, answers: true);
        LookAt(50, works: true, answers: true);

        LookAt(70, works: false, answers: true).ShouldBeFalse();
        LookAt(129, works: false, answers: true).ShouldBeFalse();
    }

    private bool LookAt(int second, bool works, bool answers) => _outage.IsTooLong(works, answers, Start.AddSeconds(second));
}

using Presage.Contracts.Api;
using Presage.Hosting;

namespace Presage.Tests.Hosting;

public sealed class EvaluationFiguresJsonTests
{
    /// <summary>As the registry and runs of an earlier version have kept them.</summary>
    private const string Stored = """
        {"rows":5,"unlabelled":1,"confusion":[[3,0],[0,1]],"accuracy":1,"precision":1,"recall":1,"f1":1,"components":{"pump":{"precision":1,
        "recall":1,"f1":1,"prAuc":1,"brier":0.01,"calibrationError":0.01}},"events":{"failures":4,"warned":3,"recall":0.75,
        "leadTimeHours":{"p10":12,"p50":24,"p90":48},"falseAlarms":2,"falseAlarmsPerMachineMonth":0.1,"cost":30,"saved":70}}
        """;

    [Fact]
    public void Figures_that_knew_no_warnings_are_read_and_say_nothing_of_them()
    {
        var events = Json.Read<EvaluationFigures>(Stored).Events;

        (events.Failures, events.Warned, events.FalseAlarms, events.Saved).ShouldBe((4, 3, 2, 70));
        (events.Alarms, events.Renewed, events.Decided, events.Undecided).ShouldBe((null, null, null, null));
        (events.Precision, events.HoursInAlarm, events.ShareInAlarm).ShouldBe((null, null, null));
    }
}

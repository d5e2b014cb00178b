using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Evaluation;

/// <summary>
/// Six pumps of which a model that knows nothing alarms always: it was praised with "15 of 15 failures warned, 0 false alarms, saved
/// 112,500". Rows lie every 6 h for 40 days, the horizon is 24 h.
/// </summary>
public sealed class NoiseCaseTests
{
    private const int Rows = 160;

    /// <summary>Hours from the first day of the rows; records end at 983 h.</summary>
    private static readonly double[][] s_failures =
    [
        [275, 505, 705],
        [32, 437, 737],
        [335, 611],
        [77, 750],
        [161, 427, 677],
        [294, 789],
    ];

    [Fact]
    public void Alarming_always_warns_of_every_failure_and_saves_nothing()
    {
        var settings = new EvaluationSettings(
            ["pump"], new Costs(10_000, 2_500, 500, TimeSpan.FromHours(12)), AlarmSettings.Default);

        var part = EvaluationPart.Merge([.. s_failures.Select(failures => EvaluationPart.Of(Pump(failures), settings))]);
        var events = EvaluationMetrics.Of(part, settings).Events;

        (events.Warned, events.Failures).ShouldBe((15, 15));
        (events.FalseAlarms, events.Decided, events.Undecided).ShouldBe((232, 247, 1));
        events.ShareInAlarm.ShouldBeGreaterThan(0.99);
        events.Saved.ShouldBe(-15_354, 1);

        // All rows have one score, so that any threshold below it alarms always: no alarm at all is cheaper.
        part.Components[0].Sweep[0].Cost(settings.Costs).ShouldBeGreaterThan(events.CostWithoutAlarms);
    }

    private static MachineOutcome Pump(double[] failures) => Given.Machine([.. Enumerable.Repeat(0.06, Rows)], failures) with
    {
        Times = [.. Enumerable.Range(1, Rows).Select(row => row * 6 * UnixTime.Hour)],
        Thresholds = [[.. Enumerable.Repeat(0.05, Rows)]],
        Horizon = 24 * UnixTime.Hour,
        Observed = ObservedPeriods.Until(983 * UnixTime.Hour),
    };
}

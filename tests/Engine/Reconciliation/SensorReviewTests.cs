using Presage.Engine.Reconciliation;
using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Tests.Engine.Reconciliation;

public sealed class SensorReviewTests
{
    private static readonly Scenario s_scenario = ScenarioCatalog.Read("azure-pdm");

    [Fact]
    public void Sensors_that_vary_give_nothing() => Find(Sample("1"), Sample("2")).ShouldBeEmpty();

    [Fact]
    public void A_sensor_that_is_silent_or_stuck_is_told_by_machine() =>
        Find(Sample("1"), Sample("2", volt: _ => 5), Sample("3", volt: _ => double.NaN), Sample("4", volt: _ => 7)).ShouldBe(
        [
            new("sensors-missing", "volt has no value in the latest 100 readings of machine 3: did it come?"),
            new("sensors-flat", "volt is always the same in the latest 100 readings of machines 2, 4: is it stuck?"),
        ]);

    [Fact]
    public void What_is_so_in_every_machine_is_told_unless_a_training_tells_it()
    {
        var samples = new[] { Sample("1", volt: _ => double.NaN), Sample("2", volt: _ => double.NaN) };

        Find(samples).ShouldHaveSingleItem().Message.ShouldContain("of all 2 machines looked at");
        SensorReview.Of(s_scenario, samples, isLearnt: true).ShouldBeEmpty();
    }

    [Fact]
    public void A_few_readings_say_nothing() => Find(Sample("1", readings: 23, volt: _ => 5)).ShouldBeEmpty();

    [Fact]
    public void A_sensor_that_reports_on_change_may_be_silent()
    {
        var held = s_scenario.Sensors[0] with { Hold = TimeSpan.FromDays(3) };
        var scenario = s_scenario with { Sensors = [held, .. s_scenario.Sensors.Skip(1)] };

        SensorReview.Of(scenario, [Sample("1", volt: _ => double.NaN)], isLearnt: false).ShouldBeEmpty();
    }

    private static IReadOnlyList<Finding> Find(params SensorSample[] samples) => [.. SensorReview.Of(s_scenario, samples, isLearnt: false)];

    private static SensorSample Sample(string machine, int readings = 100, Func<int, double>? volt = null)
    {
        var first = Enumerable.Range(0, readings).Select(volt ?? (i => i)).ToArray();
        var others = Enumerable.Range(0, readings).Select(i => (double)i).ToArray();
        return new(machine, readings, [.. s_scenario.Sensors.Select((_, sensor) => SensorFigures.Of(sensor == 0 ? first : others))]);
    }
}

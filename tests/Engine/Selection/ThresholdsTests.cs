using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Scenarios;
using Presage.Engine.Selection;
using Presage.Tests.Engine.Evaluation;

namespace Presage.Tests.Engine.Selection;

public sealed class ThresholdsTests
{
    private static readonly double Expected = Thresholds.Expected(Given.Costs, 84 * UnixTime.Hour);

    [Fact]
    public void The_expected_threshold_weighs_a_false_alarm_against_what_a_warning_saves()
    {
        // 500 for the inspection and 50 a day for the 3.5 days that an alarm may stand until it is judged anew.
        Expected.ShouldBe((500.0 + (3.5 * 50)) / (500 + 7_500));
        Thresholds.Expected(new Costs(1_000, 1_000, 500, TimeSpan.Zero), UnixTime.Day).ShouldBe(Thresholds.Never);
        Thresholds.Expected(new Costs(0, 0, 0, TimeSpan.Zero), UnixTime.Day).ShouldBe(Thresholds.Never);
        Thresholds.Expected(new Costs(1_000, 0, 100, TimeSpan.Zero) { AlarmDay = 1_000 }, UnixTime.Day).ShouldBe(Thresholds.Never);
    }

    [Fact]
    public void Without_failures_the_expected_threshold_stands()
    {
        var block = Enumerable.Range(0, 10).Select(_ => Given.Machine(Given.Rows(20, 0.4))).ToList();

        Thresholds.ByCost(block, Given.One).ShouldBe([Expected]);
    }

    [Fact]
    public void A_single_failure_does_not_move_it()
    {
        var block = Enumerable.Range(0, 20).Select(machine => Given.Machine(Given.Rows(20, 0.01), machine == 0 ? [120] : [])).ToList();

        Thresholds.ByCost(block, Given.One).ShouldBe([Expected]);
    }

    [Fact]
    public void Many_failures_at_a_low_probability_lower_it_to_where_they_are_warned_of()
    {
        var block = Enumerable.Range(0, 20)
            .Select(machine =>
                Given.Machine(
                    [.. Given.Rows(5, 0.001), .. Given.Rows(5, machine < 10 ? 0.03 : 0.001), .. Given.Rows(10, 0.001)],
                    machine < 10 ? [120] : []))
            .ToList();

        var threshold = Thresholds.ByCost(block, Given.One).Single();

        threshold.ShouldBeInRange(0.0011, 0.03);
    }

    [Fact]
    public void Time_in_alarm_alone_does_not_raise_it_to_where_the_next_failure_could_be_missed()
    {
        // Probabilities climb towards each failure; warning late costs fewer days in alarm, and as many failures are warned of.
        var block = Enumerable.Range(0, 20)
            .Select(machine => Given.Machine(
                [.. Given.Rows(4, 0.001), 0.2, 0.5, 0.9, 0.95, 0.99, 0.995, .. Given.Rows(10, 0.001)], [120]))
            .ToList();

        Thresholds.ByCost(block, Given.One).Single().ShouldBeInRange(0.0011, 0.2);
    }

    [Fact]
    public void Many_false_alarms_raise_it_above_their_probability()
    {
        var block = Enumerable.Range(0, 30)
            .Select(machine => Given.Machine(Given.Rows(20, machine < 2 ? 0.8 : 0.2), machine < 2 ? [120] : []))
            .ToList();

        var threshold = Thresholds.ByCost(block, Given.One).Single();

        threshold.ShouldBeInRange(0.2001, 0.8);
    }

    [Fact]
    public void It_is_the_nearest_to_the_expected_among_all_that_are_as_cheap_within_the_error() =>
        Prop.ForAll(RandomOutcomes.Fleets.Where(fleet => fleet.Length > 1).ToArbitrary(), fleet =>
        {
            var chosen = Thresholds.ByCost(fleet, Given.Two)[0];

            var failures = fleet.Sum(machine => Costs(machine, 0.5).Failures);
            if (failures == 0)
            {
                chosen.ShouldBe(Expected);
                return;
            }

            // Each machine is evaluated anew with every threshold that tells two scores apart.
            double[] all = [.. ThresholdCandidates.Of(fleet.SelectMany(machine => machine.Probabilities[0])).Append(Expected).Order()];
            var costs = all.ToDictionary(t => t, t => fleet.Select(machine => Costs(machine, t).Cost(Given.Costs)).ToArray());
            var cheapest = all.MinBy(t => costs[t].Sum());
            var asCheap = all.Where(t => IsWithinError(costs[t], costs[cheapest], failures)).ToList();
            asCheap.ShouldContain(chosen);
            asCheap.Min(t => Math.Abs(LogOdds(t) - LogOdds(Expected))).ShouldBe(Math.Abs(LogOdds(chosen) - LogOdds(Expected)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_budget_of_alarms_is_kept_and_used() =>
        Prop.ForAll(RandomOutcomes.Fleets.ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (fleet, budget) =>
        {
            var weeks = Weeks(fleet);

            var threshold = Thresholds.ByAlarmBudget(fleet, budget, Given.Two).Distinct().Single();

            Alarms(fleet, threshold).ShouldBeLessThanOrEqualTo(budget * weeks);
            var lower = fleet.SelectMany(
                machine => machine.Probabilities.SelectMany(p => p)).Where(p => p < threshold).DefaultIfEmpty(-1).Max();
            if (lower >= 0)
                Alarms(fleet, lower).ShouldBeGreaterThan(budget * weeks);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_scores_are_told_apart_finely_at_the_top_and_coarsely_below()
    {
        var candidates = ThresholdCandidates.Of(Enumerable.Range(1, 100_000).Select(i => i / 100_001.0));

        candidates.Length.ShouldBeInRange(100, 300);
        candidates.ShouldBeInOrder();
        candidates[^2].ShouldBe(99_999.5 / 100_001, 1e-12);
    }

    private static EventCounts Costs(MachineOutcome machine, double threshold) =>
        EvaluationPart.Of(machine.WithThresholds([threshold, 0.5]), Given.Two).Components[0].Events;

    private static double LogOdds(double p) => Math.Log(Math.Clamp(p, 1e-9, 1 - 1e-9) / (1 - Math.Clamp(p, 1e-9, 1 - 1e-9)));

    private static bool IsWithinError(double[] costs, double[] cheapest, double failures)
    {
        var differences = costs.Zip(cheapest, (a, b) => a - b).ToArray();
        var variance = differences.Sum(d => Math.Pow(d - differences.Average(), 2)) / (differences.Length - 1);
        var oneFailure = Given.Costs.MissedFailure - Given.Costs.PreventedFailure;
        return differences.Sum() <= (20 / (20 + failures) * Math.Max(oneFailure, Math.Sqrt(variance * differences.Length))) + 1e-6;
    }

    private static double Alarms(MachineOutcome[] fleet, double threshold) => fleet.Sum(
        machine => EvaluationPart.Of(
            machine.WithThresholds([threshold, threshold]), Given.Two).Components
            .Sum(component => component.Events.Alarms + component.Events.Renewed));

    private static double Weeks(MachineOutcome[] fleet)
    {
        var times = fleet.SelectMany(machine => machine.Times).DefaultIfEmpty().ToList();
        return (times.Max() - times.Min()) / (7.0 * Presage.Engine.UnixTime.Day);
    }
}

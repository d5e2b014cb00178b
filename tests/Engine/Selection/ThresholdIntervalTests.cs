using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Selection;
using Presage.Tests.Engine.Evaluation;

namespace Presage.Tests.Engine.Selection;

public sealed class ThresholdIntervalTests
{
    private static readonly double Expected = Thresholds.Expected(Given.Costs, 84 * UnixTime.Hour);

    /// <summary>Scores know nothing of the failures: whatever threshold looks cheap, its interval reaches down to nothing.</summary>
    [Fact]
    public void On_labels_that_do_not_depend_on_scores_nothing_is_saved_beyond_the_interval()
    {
        var praised = Enumerable.Range(1, 40).Count(seed =>
        {
            var random = new Random(seed);
            var block = Enumerable.Range(0, 15).Select(machine => Noise(machine, random)).ToList();
            return Thresholds.ChooseByCost(block, Given.One, seed).Single().Interval is { SavedLow: > 0 };
        });

        // A 90 % interval lies above the truth one time in twenty.
        praised.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void The_interval_holds_the_threshold_and_what_it_saves()
    {
        var block = Warned(machines: 30, failing: 20);

        var choice = Thresholds.ChooseByCost(block, Given.One, seed: 1).Single();

        (choice.Basis, choice.Failures, choice.Machines).ShouldBe((ThresholdBasis.Events, 20, 20));
        var interval = choice.Interval.ShouldNotBeNull();
        choice.Threshold.ShouldBeInRange(interval.Low, interval.High);
        interval.Saved.ShouldBeInRange(interval.SavedLow, interval.SavedHigh);
        interval.SavedLow.ShouldBeGreaterThan(0);
        Thresholds.ByCost(block, Given.One).ShouldBe([choice.Threshold]);
    }

    [Fact]
    public void Fewer_machines_make_it_wider()
    {
        var few = Thresholds.ChooseByCost(Warned(machines: 9, failing: 6), Given.One, seed: 1).Single().Interval!;
        var many = Thresholds.ChooseByCost(Warned(machines: 90, failing: 60), Given.One, seed: 1).Single().Interval!;

        ((few.SavedHigh - few.SavedLow) / few.Saved).ShouldBeGreaterThan(2 * (many.SavedHigh - many.SavedLow) / many.Saved);
    }

    [Fact]
    public void Neither_the_order_of_the_machines_nor_a_second_run_changes_it()
    {
        var block = Warned(machines: 30, failing: 20);

        Thresholds.ChooseByCost([.. block.Reverse()], Given.One, 5).ShouldBe(Thresholds.ChooseByCost(block, Given.One, 5));
    }

    [Fact]
    public void Where_no_failure_decides_the_costs_do()
    {
        var choice = Thresholds.ChooseByCost(Warned(machines: 10, failing: 0), Given.One, seed: 1).Single();

        choice.ShouldBe(new ThresholdChoice(Expected, ThresholdBasis.Costs, 0, 0));
    }

    private static MachineOutcome Noise(int machine, Random random)
    {
        double[] scores = [.. Enumerable.Range(0, 60).Select(_ => 0.06 * random.NextDouble())];
        double[] failures = random.NextDouble() < 0.2 ? [24 + (12 * random.Next(1, 50))] : [];
        return Given.Machine(scores, failures) with { Machine = $"{machine}" };
    }

    /// <summary>Failing machines are told apart at a probability below the one that follows from the costs.</summary>
    private static IReadOnlyList<MachineOutcome> Warned(int machines, int failing) =>
    [
        .. Enumerable.Range(0, machines).Select(machine => Given.Machine(
            [.. Given.Rows(5, 0.001), .. Given.Rows(5, machine < failing ? 0.03 : 0.001), .. Given.Rows(10, 0.001)],
            machine < failing ? [120] : []) with { Machine = $"{machine}" }),
    ];
}

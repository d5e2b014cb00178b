using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class MachineSampleTests
{
    [Fact]
    public void A_machine_is_taken_with_all_of_its_rows_or_not_at_all()
    {
        var (data, split) = FleetData.Of(Fleet.Random(30, 120, every: 12));

        var sample = MachineSample.Rows(data, split.TrainRows, 1 / 3.0, 1);

        var machines = sample.Select(row => data.MachineOf[row]).ToHashSet();
        machines.Count.ShouldBe(10);
        sample.ShouldBe(split.TrainRows.Where(row => machines.Contains(data.MachineOf[row])));
    }

    [Fact]
    public void All_is_all()
    {
        var (data, split) = FleetData.Of(Fleet.Random(5, 120, every: 12));

        MachineSample.Rows(data, split.TrainRows, 1, 1).ShouldBeSameAs(split.TrainRows);
    }

    [Fact]
    public void However_small_it_has_a_failure_of_every_component_that_fails()
    {
        var rare = Fleet.Random(40, 120, every: 40, components: 1).Failures
            .Select(
                (machine, index) => new[] { machine[0], index == 33 ? [20 * UnixTime.Day, 100 * UnixTime.Day, 113 * UnixTime.Day] : [] });
        var (data, split) = FleetData.Of(new Fleet([.. rare], 120));

        var sample = MachineSample.Rows(data, split.TrainRows, 0.01, 1);

        sample.Select(row => data.MachineOf[row]).Distinct().Count().ShouldBeLessThanOrEqualTo(2);
        data.Labels.ShouldAllBe(labels => sample.Any(row => labels[row] == 1));
    }

    [Fact]
    public void Samples_are_nested_and_the_same_for_the_same_seed()
    {
        var (data, split) = FleetData.Of(Fleet.Random(30, 120, every: 12));
        var shares = Gen.Choose(1, 100).Select(percent => percent / 100.0);

        Prop.ForAll(shares.Two().ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (two, seed) =>
        {
            var small = MachineSample.Rows(data, split.TrainRows, Math.Min(two.Item1, two.Item2), seed);
            var large = MachineSample.Rows(data, split.TrainRows, Math.Max(two.Item1, two.Item2), seed);

            small.Except(large).ShouldBeEmpty();
            small.ShouldBeInOrder();
            small.ShouldBe(MachineSample.Rows(data, split.TrainRows, Math.Min(two.Item1, two.Item2), seed));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Another_seed_takes_other_machines()
    {
        var (data, split) = FleetData.Of(Fleet.Random(30, 120, every: 12));

        MachineSample.Rows(data, split.TrainRows, 1 / 3.0, 1).ShouldNotBe(MachineSample.Rows(data, split.TrainRows, 1 / 3.0, 2));
    }
}

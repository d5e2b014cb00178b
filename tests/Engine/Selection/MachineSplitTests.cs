using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class MachineSplitTests
{
    [Fact]
    public void A_machine_is_in_one_block_with_all_its_known_rows()
    {
        var fleet = Engines.Of(Engines.Lives(50));

        var split = MachineSplit.Of(fleet, 0, Engines.To, seed: 1);

        var blocks = new[] { split.TrainRows, split.CalibrateRows, split.TestRows };
        blocks.SelectMany(rows => rows).Order().ShouldBe(Enumerable.Range(0, fleet.Times.Length));
        blocks.SelectMany(rows => rows.Select(row => fleet.MachineOf[row]).Distinct()).ShouldBeUnique();
        split.RefitRows.ShouldBe(split.TrainRows.Concat(split.CalibrateRows).Order());
        split.TestMachines.ShouldBe(split.TestRows.Select(row => fleet.MachineOf[row]).Distinct(), ignoreOrder: true);
        split.MayShapeInputs(split.TestMachines.First(), 0).ShouldBeFalse();
    }

    [Fact]
    public void Each_block_has_its_share_of_the_failures_of_every_component() =>
        Prop.ForAll(Gen.Choose(1, 1_000).ToArbitrary(), seed =>
        {
            var fleet = Fleet.Random(100, 100, every: 20, components: 3, seed: seed).Rows;

            var split = MachineSplit.Of(fleet, 0, 100 * UnixTime.Day, seed);

            var all = BlockSize.Of(fleet, [.. split.RefitRows, .. split.TestRows]);
            var test = BlockSize.Of(fleet, split.TestRows);
            for (var component = 0; component < 3; component++)
                test.Failures[component].ShouldBeInRange(all.Failures[component] / 10 - 3, all.Failures[component] / 10 + 4);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_machines_changes_nothing_but_another_seed_does()
    {
        var lives = Engines.Lives(40);
        int[] order = [.. Enumerable.Range(0, 40).OrderBy(engine => engine * 7 % 40)];
        var fleet = Engines.Of(lives);
        var shuffled = Engines.Of([.. order.Select(engine => lives[engine])]);
        shuffled = shuffled with
        {
            Machines = [.. shuffled.Machines.Select((machine, i) => machine with { Machine = $"E{order[i] + 1}" })],
        };

        Tested(fleet, 1).ShouldBe(Tested(shuffled, 1), ignoreOrder: true);
        Tested(fleet, 2).ShouldNotBe(Tested(fleet, 1));

        static List<string> Tested(LabelledFleet fleet, long seed) =>
            [.. MachineSplit.Of(fleet, 0, Engines.To, seed).TestMachines.Select(machine => fleet.Machines[machine].Machine).Order()];
    }

    [Fact]
    public void Few_failures_widen_the_test_block()
    {
        var few = MachineSplit.Of(Engines.Of(Engines.Lives(30)), 0, Engines.To, 1);
        var many = MachineSplit.Of(Engines.Of(Engines.Lives(200)), 0, Engines.To, 1);

        few.TestMachines.Count.ShouldBeInRange(7, 8);
        many.TestMachines.Count.ShouldBe(20);
    }

    [Fact]
    public void Two_machines_are_too_few()
    {
        var error = Should.Throw<PresageException>(() => MachineSplit.Of(Engines.Of(30, 40), 0, Engines.To, 1));

        error.Code.ShouldBe("too-few-machines");
    }

    [Fact]
    public void By_machine_and_time_the_test_is_on_other_machines_a_horizon_later()
    {
        var fleet = Fleet.Random(40, 120, every: 12).Rows;

        var split = MachineAndTimeSplit.Of(fleet, 0, 120 * UnixTime.Day, seed: 1);

        var learnt = split.RefitRows.Select(row => fleet.MachineOf[row]).ToHashSet();
        split.TestRows.ShouldAllBe(row => !learnt.Contains(fleet.MachineOf[row]));
        var last = split.RefitRows.Max(row => fleet.Times[row]);
        (last + Fleet.Horizon).ShouldBeLessThanOrEqualTo(split.TestRows.Min(row => fleet.Times[row]));
        split.CalibrateRows.Select(row => fleet.MachineOf[row])
            .ShouldAllBe(machine => !split.TrainRows.Any(row => fleet.MachineOf[row] == machine));
        BlockSize.Of(fleet, split.TestRows).AllFailures.ShouldBeGreaterThanOrEqualTo(SplitWidening.FewestTestFailures);
    }

    [Fact]
    public void Folds_hold_each_machine_out_once_with_its_share_of_the_failures()
    {
        var fleet = Engines.Of(Engines.Lives(50));
        var split = MachineSplit.Of(fleet, 0, Engines.To, 1);

        var folds = MachineFolds.Of(fleet, split, 5, seed: 1);

        folds.SelectMany(fold => fold.JudgeRows).Order().ShouldBe(split.RefitRows);
        var failures = BlockSize.Of(fleet, split.RefitRows).AllFailures;
        foreach (var fold in folds)
        {
            fold.TrainRows.Concat(fold.JudgeRows).Order().ShouldBe(split.RefitRows);
            Machines(fold.TrainRows).Intersect(Machines(fold.JudgeRows)).ShouldBeEmpty();
            BlockSize.Of(fleet, fold.JudgeRows).AllFailures.ShouldBeInRange(failures / 5, (failures / 5) + 1);
        }

        IEnumerable<int> Machines(int[] rows) => rows.Select(row => fleet.MachineOf[row]);
    }

    [Fact]
    public void Folds_that_cannot_judge_are_refused()
    {
        var fleet = Engines.Of(Engines.Lives(6));

        var split = MachineSplit.Of(fleet, 0, Engines.To, 1);

        Should.Throw<PresageException>(() => MachineFolds.Of(fleet, split, 8, 1)).Code.ShouldBe("no-failures");
    }
}

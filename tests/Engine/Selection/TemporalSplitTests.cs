using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class TemporalSplitTests
{
    [Fact]
    public void No_label_of_a_block_looks_into_the_next_nor_beyond_the_range() =>
        Prop.ForAll(Gen.Choose(50, 200).ToArbitrary(), Gen.Choose(1, 1_000).ToArbitrary(), (days, seed) =>
        {
            var fleet = Fleet.Random(10, days, every: 10, seed: seed);
            var from = 3 * UnixTime.Day;
            var to = (days - 5) * UnixTime.Day;

            var split = TemporalSplit.Of(fleet.Rows, from, to);

            Latest(fleet, split.TrainRows).ShouldBeLessThanOrEqualTo(split.Calibrate.From);
            Latest(fleet, split.CalibrateRows).ShouldBeLessThanOrEqualTo(split.Test.From);
            Latest(fleet, split.RefitRows).ShouldBeLessThanOrEqualTo(split.Test.From);
            Latest(fleet, split.TestRows).ShouldBeLessThanOrEqualTo(to);
            split.TrainRows.Min(row => fleet.Times[row]).ShouldBeGreaterThan(from);
            split.CalibrateRows.Min(row => fleet.Times[row]).ShouldBeGreaterThan(split.Calibrate.From);
            split.TestRows.Min(row => fleet.Times[row]).ShouldBeGreaterThan(split.Test.From);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_labelled_row_is_in_one_block_or_in_a_gap()
    {
        var fleet = Fleet.Random(10, 100, every: 10);

        var split = TemporalSplit.Of(fleet.Rows, 0, fleet.To);

        var blocks = split.TrainRows.Concat(split.CalibrateRows).Concat(split.TestRows).ToList();
        blocks.ShouldBeUnique();
        var rest = Enumerable.Range(0, fleet.Times.Length).Where(row => fleet.Labels[0][row] >= 0).Except(blocks).ToList();
        rest.ShouldAllBe(row =>
            (fleet.Times[row] > split.Train.To && fleet.Times[row] <= split.Calibrate.From)
            || (fleet.Times[row] > split.Calibrate.To && fleet.Times[row] <= split.Test.From));
        split.RefitRows.ShouldBe(Enumerable.Range(0, fleet.Times.Length).Where(row => fleet.Times[row] <= split.Calibrate.To));
    }

    [Fact]
    public void Blocks_take_their_share_of_what_the_gaps_leave()
    {
        // 110.5 days less three horizons are 100.
        var fleet = Fleet.Random(10, 120, every: 10);

        var split = TemporalSplit.Of(fleet.Rows, 0, (long)(110.5 * UnixTime.Day), new SplitSettings(7, 2, 1));

        Days(split.Train).ShouldBe(70, 1e-6);
        Days(split.Calibrate).ShouldBe(20, 1e-6);
        Days(split.Test).ShouldBe(10, 1e-6);
    }

    [Fact]
    public void Rows_of_unknown_label_are_in_no_block()
    {
        var fleet = Fleet.Random(10, 100, every: 10);
        fleet.Labels[1][40] = -1;

        var split = TemporalSplit.Of(fleet.Rows, 0, fleet.To);

        split.RefitRows.ShouldNotContain(40);
        split.TestRows.ShouldAllBe(row => fleet.Labels[0][row] >= 0);
    }

    [Fact]
    public void A_range_that_begins_long_before_the_data_is_split_where_the_data_are()
    {
        var fleet = Fleet.Random(10, 100, every: 10);

        var split = TemporalSplit.Of(fleet.Rows, -10_000 * UnixTime.Day, fleet.To);

        split.TrainRows.Length.ShouldBeInRange(10 * 2 * 68, 10 * 2 * 76);
    }

    [Fact]
    public void A_range_that_is_too_short_says_how_long_it_must_be()
    {
        var fleet = Fleet.Random(10, 100, every: 10);

        var error = Should.Throw<PresageException>(() => TemporalSplit.Of(fleet.Rows, 0, 14 * UnixTime.Day));

        error.Code.ShouldBe("range-too-short");
        error.Message.ShouldBe(
            "The range (1970-01-01 00:00, 1970-01-15 00:00] holds only 11 labelled days; with a horizon of 84 h training needs a range of "
                + "at least 15 days.");
    }

    [Fact]
    public void A_range_without_labels_says_so()
    {
        var fleet = Fleet.Random(10, 100, every: 10);

        var error = Should.Throw<PresageException>(
            () => TemporalSplit.Of(fleet.Rows, 200 * UnixTime.Day, 300 * UnixTime.Day));

        error.Message.ShouldContain("no row whose next 84 h are known");
    }

    [Fact]
    public void Blocks_are_widened_until_each_has_a_failure()
    {
        // The test block begins after 83.1 days with the usual shares, and after 78.6 with 60/20/20.
        var fleet = Single(20, 75, 83);

        var split = TemporalSplit.Of(fleet.Rows, 0, fleet.To);

        Days(split.Test).ShouldBe(0.20 * 89.5, 0.01);
    }

    [Fact]
    public void Blocks_are_widened_for_the_sake_of_one_component_too()
    {
        // The second component's last failure is just before the usual test block.
        var fleet = new Fleet(
            [[[20 * UnixTime.Day, 75 * UnixTime.Day, 95 * UnixTime.Day], [20 * UnixTime.Day, 75 * UnixTime.Day, 83 * UnixTime.Day]]], 100);

        var split = TemporalSplit.Of(fleet.Rows, 0, fleet.To);

        split.TestRows.Count(row => fleet.Labels[1][row] == 1).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_block_without_any_failure_is_an_error_that_names_it()
    {
        var fleet = Single(20, 60);

        var error = Should.Throw<PresageException>(() => TemporalSplit.Of(fleet.Rows, 0, fleet.To));

        error.Code.ShouldBe("no-failures");
        error.Message.ShouldContain("the test block");
    }

    [Fact]
    public void The_real_59_days_of_20_machines_can_be_split()
    {
        var fleet = RealFailures.Fleet(days: 59);

        var split = TemporalSplit.Of(fleet.Rows, 0, fleet.To);

        foreach (var rows in new[] { split.TrainRows, split.CalibrateRows, split.TestRows })
            fleet.Labels.Sum(column => rows.Count(row => column[row] == 1)).ShouldBeGreaterThan(0);
        split.RefitRows.Length.ShouldBeGreaterThan(20 * 2 * 38);
    }

    private static Fleet Single(params int[] days) => new([[[.. days.Select(day => day * UnixTime.Day)], []]], 100);

    private static long Latest(Fleet fleet, int[] rows) => rows.Max(row => fleet.Times[row]) + Fleet.Horizon;

    private static double Days(TimeBlock block) => (double)(block.To - block.From) / UnixTime.Day;
}

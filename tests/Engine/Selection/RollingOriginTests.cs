using Presage.Engine;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class RollingOriginTests
{
    private readonly Fleet _fleet = Fleet.Random(5, 120, every: 10);

    [Fact]
    public void Training_grows_and_ends_one_horizon_before_what_it_is_judged_on()
    {
        var folds = RollingOrigin.Folds(_fleet.Times, _fleet.Labels, 0, 100 * UnixTime.Day, Fleet.Horizon, 4);

        folds.Count.ShouldBe(4);
        folds.Select(fold => fold.TrainRows.Length).ShouldBeInOrder(SortDirection.Ascending);
        foreach (var fold in folds)
        {
            (fold.TrainRows.Max(row => _fleet.Times[row]) + Fleet.Horizon).ShouldBeLessThanOrEqualTo(fold.Judge.From);
            fold.JudgeRows.Min(row => _fleet.Times[row]).ShouldBeGreaterThan(fold.Judge.From);
            (fold.JudgeRows.Max(row => _fleet.Times[row]) + Fleet.Horizon).ShouldBeLessThanOrEqualTo(100 * UnixTime.Day);
        }
    }

    [Fact]
    public void What_folds_are_judged_on_does_not_overlap()
    {
        var folds = RollingOrigin.Folds(_fleet.Times, _fleet.Labels, 0, 100 * UnixTime.Day, Fleet.Horizon, 3);

        folds.SelectMany(fold => fold.JudgeRows).ShouldBeUnique();
        folds.Zip(folds.Skip(1)).ShouldAllBe(pair => pair.First.Judge.To == pair.Second.Judge.From);
    }

    [Fact]
    public void Too_many_folds_for_the_range_are_an_error()
    {
        var error = Should.Throw<PresageException>(
            () => RollingOrigin.Folds(_fleet.Times, _fleet.Labels, 0, 20 * UnixTime.Day, Fleet.Horizon, 5));

        error.Message.ShouldContain("need 31 days");
    }

    [Fact]
    public void Folds_leave_the_test_block_alone()
    {
        var (data, split) = FleetData.Of(_fleet);

        var folds = RollingOrigin.Before(data, split, 3);

        folds[^1].JudgeRows.Max(row => data.Times[row]).ShouldBe(split.CalibrateRows.Max(row => data.Times[row]));
        (folds[^1].Judge.To + data.Horizon).ShouldBeLessThanOrEqualTo(split.Test.From);
    }

    [Fact]
    public void A_fold_that_cannot_judge_is_told_by_its_number()
    {
        var (data, split) = FleetData.Of(_fleet);
        foreach (var row in Enumerable.Range(0, data.Times.Length).Where(row => data.Times[row] < 30 * UnixTime.Day))
            (data.Labels[0][row], data.Labels[1][row]) = (0, 0);

        var error = Should.Throw<PresageException>(() => RollingOrigin.Before(data, split, 4));

        error.Code.ShouldBe("no-failures");
        error.Message.ShouldStartWith("Of 4 folds, number 1 cannot judge");
    }

    [Fact]
    public void A_range_that_is_too_short_whatever_its_data_is_refused_before_there_are_any()
    {
        Should.Throw<PresageException>(
            () => RollingOrigin.Check(new TimeBlock(0, 20 * UnixTime.Day), Fleet.Horizon, 5)).Code.ShouldBe("range-too-short");
        Should.NotThrow(() => RollingOrigin.Check(new TimeBlock(0, 31 * UnixTime.Day), Fleet.Horizon, 5));
    }
}

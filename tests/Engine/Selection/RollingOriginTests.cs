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

        error.Message.ShouldContain("at least 31 days");
    }
}

using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class TrialBudgetTests
{
    [Theory]
    [InlineData(0, 1, 29.9, true)]
    [InlineData(0, 1, 30, false)]
    [InlineData(1, 2, 59.9, true)]
    [InlineData(1, 2, 60, false)]
    [InlineData(2, 3, 89.9, true)]
    [InlineData(2, 3, 90, false)]
    public void Each_rung_has_the_same_part_of_the_time(int rung, int place, double spent, bool allows) =>
        new TrialBudget(90, 3).Allows(rung, place, spent).ShouldBe(allows);

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, false)]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, false)]
    public void The_default_and_the_best_of_a_rung_are_judged_in_full_whatever_the_time(int rung, int place, bool allows) =>
        new TrialBudget(90, 3).Allows(rung, place, 1e6).ShouldBe(allows);

    [Fact]
    public void Without_a_budget_everything_starts() => new TrialBudget(null, 1).Allows(0, 999, 1e9).ShouldBeTrue();
}

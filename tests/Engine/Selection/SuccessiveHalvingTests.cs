using FsCheck;
using FsCheck.Fluent;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class SuccessiveHalvingTests
{
    [Theory]
    [InlineData(1, new[] { 1.0 })]
    [InlineData(2, new[] { 1.0 })]
    [InlineData(3, new[] { 1 / 3.0, 1 })]
    [InlineData(8, new[] { 1 / 3.0, 1 })]
    [InlineData(9, new[] { 1 / 9.0, 1 / 3.0, 1 })]
    [InlineData(1_000, new[] { 1 / 9.0, 1 / 3.0, 1 })]
    public void Shares_grow_by_three_up_to_all(int trials, double[] shares) =>
        SuccessiveHalving.Shares(trials).ShouldBe(shares, 1e-12);

    [Fact]
    public void The_best_third_goes_on_the_best_first_behind_the_default() =>
        SuccessiveHalving.Survivors(Scores(0.1, 0.2, 0.9, 0.3, 0.8, 0.4, 0.7, 0.5, 0.6)).ShouldBe([0, 2, 4, 6]);

    [Fact]
    public void A_default_that_is_among_the_best_takes_the_place_of_another() =>
        SuccessiveHalving.Survivors(Scores(0.9, 0.2, 0.8, 0.3, 0.1, 0.4, 0.7, 0.5, 0.6)).ShouldBe([0, 2, 6]);

    [Fact]
    public void Of_equals_the_lower_number_goes_on() =>
        SuccessiveHalving.Survivors(Scores(0.1, 0.5, 0.5, 0.5, 0.5, 0.5)).ShouldBe([0, 1, 2]);

    [Fact]
    public void A_default_that_is_alone_goes_on_alone() => SuccessiveHalving.Survivors(Scores(0.1)).ShouldBe([0]);

    [Fact]
    public void Whatever_the_scores_a_third_survives_with_the_default_and_none_of_the_others_was_better() =>
        Prop.ForAll(Gen.Choose(0, 20).NonEmptyListOf().ToArbitrary(), scores =>
        {
            var judged = Scores([.. scores.Select(score => score / 20.0)]);

            var survivors = SuccessiveHalving.Survivors(judged);

            survivors.ShouldBeUnique();
            survivors[0].ShouldBe(0);
            survivors.Count.ShouldBeInRange(Math.Max(1, judged.Count / 3), Math.Max(1, judged.Count / 3) + 1);
            var worst = survivors.Min(trial => trial == 0 ? 1 : judged[trial]);
            judged.Keys.Except(survivors).ShouldAllBe(trial => judged[trial] <= worst);
        }).QuickCheckThrowOnFailure();

    private static Dictionary<int, double> Scores(params double[] scores) =>
        scores.Index().ToDictionary(score => score.Index, score => score.Item);
}

using Presage.Engine.Evaluation;
using Presage.Engine.Selection;
using Presage.Tests.Engine.Evaluation;

namespace Presage.Tests.Engine.Selection;

public sealed class PromotionPolicyTests
{
    private readonly PromotionPolicy _policy = new(Margin: 0.01, WorstLoss: 0.05);

    [Fact]
    public void The_first_model_becomes_champion() => _policy.Decide(Metrics(0.1, 0.1), null).Promote.ShouldBeTrue();

    [Fact]
    public void One_that_is_no_better_than_chance_does_not_also_not_as_the_first()
    {
        var decision = _policy.Decide(Metrics(0.1, 0.1) with { Skill = Skill(new Estimate(0.01, -0.02, 0.05)) }, null);

        decision.Promote.ShouldBeFalse();
        decision.Reasons.ShouldBe([
            "It is no better than chance: on average over its components the PR-AUC is 0.010 above that of alarms at random "
            + "(90 % interval -0.020 to 0.050), the ROC AUC 0.900 (0.800 to 0.950), where 0.5 is chance.",
        ]);
    }

    [Fact]
    public void One_of_which_it_cannot_be_told_becomes_the_first() =>
        _policy.Decide(Metrics(0.1, 0.1) with { Skill = Skill(new Estimate(0.01, null, null)) }, null).Promote.ShouldBeTrue();

    [Fact]
    public void A_better_model_becomes_champion_and_says_by_how_much()
    {
        var decision = _policy.Decide(Metrics(0.60, 0.70), Metrics(0.60, 0.60));

        decision.Promote.ShouldBeTrue();
        decision.Reasons.ShouldBe(["Its mean PR-AUC is 0.6500 against the champion's 0.6000."]);
    }

    [Fact]
    public void One_that_is_better_by_less_than_the_margin_does_not()
    {
        var decision = _policy.Decide(Metrics(0.60, 0.61), Metrics(0.60, 0.60));

        decision.Promote.ShouldBeFalse();
        decision.Reasons.ShouldHaveSingleItem().ShouldEndWith("it must be better by 0.01.");
    }

    [Fact]
    public void One_that_gives_a_component_up_does_not_however_good_the_others_are()
    {
        var decision = _policy.Decide(Metrics(0.40, 0.95), Metrics(0.60, 0.60));

        decision.Promote.ShouldBeFalse();
        decision.Reasons.ShouldHaveSingleItem().ShouldStartWith("For comp1 its PR-AUC is 0.4000");
    }

    [Fact]
    public void Models_judged_on_different_rows_are_not_compared()
    {
        var decision = _policy.Decide(Metrics(0.9, 0.9) with { Rows = 99 }, Metrics(0.1, 0.1));

        decision.Promote.ShouldBeFalse();
        decision.Reasons.ShouldHaveSingleItem().ShouldContain("same rows");
    }

    private static ModelSkill Skill(Estimate overChance) => new(overChance, new Estimate(0.9, 0.8, 0.95), 9, 7);

    private static EvaluationMetrics Metrics(double first, double second)
    {
        var metrics = Given.Machine([[0.1], [0.1]], [[], []]).Metrics();
        return metrics with
        {
            MeanPrAuc = (first + second) / 2,
            Components = new Dictionary<string, ComponentMetrics>
            {
                ["comp1"] = metrics.Components["comp1"] with { PrAuc = first },
                ["comp2"] = metrics.Components["comp2"] with { PrAuc = second },
            },
        };
    }
}

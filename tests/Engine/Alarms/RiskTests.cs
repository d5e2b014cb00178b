using Presage.Engine.Alarms;

namespace Presage.Tests.Engine.Alarms;

public sealed class RiskTests
{
    [Fact]
    public void A_component_above_its_own_threshold_is_most_endangered_even_when_another_is_more_probable() =>
        Risk.Of([0.30, 0.25], [0.5, 0.2]).ShouldBe(new Risk(1, 0.25, 0.2, IsAtRisk: true));

    [Fact]
    public void Of_several_above_their_thresholds_the_most_probable_is() =>
        Risk.Of([0.6, 0.8, 0.7], [0.5, 0.9, 0.5]).ShouldBe(new Risk(2, 0.7, 0.5, IsAtRisk: true));

    [Fact]
    public void Where_nothing_reaches_its_threshold_the_most_probable_is_and_of_equals_the_first() =>
        Risk.Of([0.1, 0.3, 0.3], [0.5, 0.5, 0.4]).ShouldBe(new Risk(1, 0.3, 0.5, IsAtRisk: false));

    [Fact]
    public void A_probability_exactly_at_its_threshold_is_at_risk() =>
        Risk.Of([0.5], [0.5]).IsAtRisk.ShouldBeTrue();

    [Fact]
    public void What_is_at_risk_comes_first_then_the_more_probable_and_equals_stay_in_their_order()
    {
        (string Machine, Risk Risk)[] fleet =
        [
            ("1", new Risk(0, 0.4, 0.5, false)),
            ("2", new Risk(0, 0.25, 0.2, true)),
            ("3", new Risk(1, 0.4, 0.6, false)),
            ("4", new Risk(0, 0.9, 0.5, true)),
            ("5", new Risk(0, 0.45, 0.5, false)),
        ];

        var ranked = fleet.OrderBy(machine => machine.Risk, Risk.MostEndangeredFirst);

        ranked.Select(machine => machine.Machine).ShouldBe(["4", "2", "5", "1", "3"]);
    }
}

using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

public sealed class GaussLegendreTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(63)]
    [InlineData(200)]
    [InlineData(999)]
    public void Every_power_up_to_the_degree_is_integrated_exactly(int degree)
    {
        var rule = GaussLegendre.ForDegree(degree);

        rule.Nodes.Length.ShouldBe(degree / 2 + 1);
        rule.Nodes.ShouldAllBe(t => t > 0 && t < 1);
        rule.Nodes.ShouldBe(rule.Nodes.Order());
        rule.Weights.ShouldAllBe(w => w > 0);
        for (var power = 0; power <= degree; power++)
            rule.Nodes.Zip(rule.Weights, (t, w) => w * Math.Pow(t, power)).Sum().ShouldBe(1.0 / (power + 1), 2e-14);
    }
}

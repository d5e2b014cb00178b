using Presage.Engine.Alarms;

namespace Presage.Tests.Engine.Alarms;

public sealed class DecisionTests
{
    [Theory]
    [InlineData(new[] { 0.1, 0.2 }, new[] { 0.5, 0.5 }, Decision.Healthy)]
    [InlineData(new[] { 0.6, 0.7 }, new[] { 0.5, 0.5 }, 1)]
    [InlineData(new[] { 0.6, 0.7 }, new[] { 0.5, 0.8 }, 0)]
    [InlineData(new[] { 0.1, 0.7, 0.7 }, new[] { 0.5, 0.5, 0.5 }, 1)]
    [InlineData(new[] { 0.5 }, new[] { 0.5 }, 0)]
    public void The_most_probable_component_at_or_above_its_threshold_is_predicted(
        double[] probabilities, double[] thresholds, int expected) =>
        Decision.Of(probabilities, thresholds).ShouldBe(expected);

    [Fact]
    public void Above_leaves_out_the_threshold_itself()
    {
        var threshold = Decision.Above(0.5);

        Decision.Of([0.5], [threshold]).ShouldBe(Decision.Healthy);
        Decision.Of([0.5000000001], [threshold]).ShouldBe(0);
    }
}

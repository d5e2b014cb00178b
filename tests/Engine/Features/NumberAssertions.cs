namespace Presage.Tests.Engine.Features;

internal static class NumberAssertions
{
    /// <summary>Equal but for rounding; missing equals missing only.</summary>
    public static void ShouldBeNear(this double actual, double expected, double tolerance, string? message = null)
    {
        if (double.IsNaN(expected))
            double.IsNaN(actual).ShouldBeTrue(message ?? $"{actual} should be missing");
        else
            actual.ShouldBe(expected, tolerance * (1 + Math.Abs(expected)), message);
    }
}

using Presage.Scenarios;

namespace Presage.Tests.Scenarios;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("12h", 12 * 60)]
    [InlineData("30m", 30)]
    [InlineData("3.5d", 84 * 60)]
    [InlineData("84h", 84 * 60)]
    [InlineData("90s", 1.5)]
    [InlineData("0h", 0)]
    public void A_duration_is_a_number_and_a_unit(string text, double minutes)
    {
        Durations.TryParse(text, out var duration).ShouldBeTrue();

        duration.ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData("12x")]
    [InlineData("12")]
    [InlineData("h")]
    [InlineData("-1h")]
    [InlineData("1 h")]
    [InlineData("1e3h")]
    [InlineData("1,5h")]
    [InlineData("0.0001s")]
    [InlineData("99999999999d")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_not(string? text) => Durations.TryParse(text, out _).ShouldBeFalse();
}

using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Scenarios;

public sealed class BlockLengthsTests
{
    [Theory]
    [InlineData(1, 1)]              // one reading a second: 3,600 an hour
    [InlineData(5, 1)]              // 720 an hour, 4,320 in six
    [InlineData(6, 6)]              // 3,600 in six hours
    [InlineData(60, 24)]            // 1,440 a day
    [InlineData(600, 28 * 24)]      // 4,032 in 28 days
    [InlineData(3_600, 84 * 24)]    // 2,016 in 84 days, 8,736 in 364
    [InlineData(86_400, 364 * 24)]
    [InlineData(2_000_000_000, 364 * 24)]
    public void A_block_is_the_longest_usual_period_with_at_most_4096_readings(int samplingSeconds, int hours) =>
        BlockLengths.For(TimeSpan.FromSeconds(samplingSeconds)).ShouldBe(TimeSpan.FromHours(hours));

    [Fact]
    public void Very_dense_readings_get_the_shortest_period() =>
        BlockLengths.For(TimeSpan.FromMilliseconds(10)).ShouldBe(TimeSpan.FromHours(1));
}

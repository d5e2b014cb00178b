using Presage.Storage;
using Presage.Storage.Telemetry;
using Presage.Tests.Storage.Contracts;

namespace Presage.Tests.Storage.Telemetry;

public sealed class BlockBordersTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 10)]
    [InlineData(-1, -10)]
    [InlineData(-10, -10)]
    [InlineData(-11, -20)]
    public void Periods_lie_at_multiples_of_their_length(long time, long start)
    {
        BlockBorders.StartOf(time, 10).ShouldBe(start);
    }

    [Fact]
    public void Readings_are_cut_at_the_borders_of_periods()
    {
        var batch = new TelemetryBatch("7", [-11, -3, 9, 10, 19, 35], new long[6], []);

        var pieces = BlockBorders.Cut([batch], 10);

        pieces.Select(piece => piece.Times.ToArray()).ShouldBe([[-11], [-3], [9], [10, 19], [35]]);
    }

    [Fact]
    public void Columns_of_another_length_are_refused()
    {
        var batch = Readings.Of("7", 0, 3);

        Should.Throw<ArgumentException>(() => BlockBorders.Cut([batch with { Known = [] }], 10).ToList());
        Should.Throw<ArgumentException>(() => BlockBorders.Cut([batch with { Values = [[1]] }], 10).ToList());
    }
}

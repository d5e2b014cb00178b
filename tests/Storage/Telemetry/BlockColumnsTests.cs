using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Telemetry;
using Presage.Tests.Storage.Contracts;

namespace Presage.Tests.Storage.Telemetry;

public sealed class BlockColumnsTests
{
    [Fact]
    public void Columns_give_back_the_readings_bit_for_bit()
    {
        var batch = Readings.Of("7", 0, 100);
        batch.Values[0][3] = -0.0;
        batch.Values[0][4] = double.PositiveInfinity;
        batch.Times[50] += 17;

        var read = Of(batch).ToBlock("7").Rows;

        read.ShouldHaveSameReadingsAs(batch);
        read.Known.ShouldBe(batch.Known);
    }

    [Fact]
    public void Equal_readings_give_equal_bytes()
    {
        var (one, two) = (Readings.Of("7", 0, 10), Readings.Of("7", 0, 10));
        one.Values[0][3] = double.NaN;
        two.Values[0][3] = BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0123);

        Of(one).Checksum.ShouldBe(Of(two).Checksum);
        Of(one).Values[0].ShouldBe(Of(two).Values[0]);
    }

    [Fact]
    public void Bytes_that_were_changed_or_lost_are_refused()
    {
        var columns = Of(Readings.Of("7", 0, 10));
        byte[] changed = [.. columns.Values[1]];
        changed[9]++;

        Refused(columns with { Values = [columns.Values[0], changed] });
        Refused(columns with { Values = [columns.Values[0]] });
        Refused(columns with { Count = 9 });
        Refused(columns with { Known = [1, .. columns.Known] });

        static void Refused(BlockColumns columns) =>
            Should.Throw<PresageException>(() => columns.ToBlock("7")).Code.ShouldBe("store-damaged");
    }

    private static BlockColumns Of(TelemetryBatch batch) => BlockColumns.Of(TelemetryBlock.Of(batch));
}

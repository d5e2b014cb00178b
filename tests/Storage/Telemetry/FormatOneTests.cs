using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Storage.Telemetry;

/// <summary>Blocks that an earlier version of the program has written.</summary>
public sealed class FormatOneTests
{
    /// <summary>Three hourly readings of two sensors from 2026-01-01 on, known ten, ten and twenty hours after the first.</summary>
    public const string Bytes =
        "01030280A0D5EDEE660280BAB70380E4FF8FEF6601000180C4AA22000000000000F83F000000000000F8FF00000000000002C0"
        + "0000000000002440000000000000264000000000000028404B03002C";

    /// <summary>What 8,761 hourly readings of four sensors took, in 14 blocks of 28 days.</summary>
    private const int BytesOfYear = 280_755;

    public static TelemetryBatch Expected { get; } = new(
        "7", [Hour(0), Hour(1), Hour(2)], [Hour(10), Hour(10), Hour(20)], [[1.5, double.NaN, -2.25], [10, 11, 12]]);

    [Fact]
    public void A_block_is_read()
    {
        var block = BlockCodec.Decode("7", Convert.FromHexString(Bytes));

        block.Rows.Times.ShouldBe(Expected.Times);
        block.Rows.Known.ShouldBe(Expected.Known);
        block.Rows.Values[0].ShouldBe(Expected.Values[0]);
        block.Rows.Values[1].ShouldBe(Expected.Values[1]);
        BlockCodec.DecodeTimes(Convert.FromHexString(Bytes).AsSpan(0, 32), 3)!.Known.ShouldBe(Expected.Known);
    }

    [Fact]
    public void Readings_are_merged_into_a_block_and_what_it_had_stays_known()
    {
        var stored = BlockCodec.Decode("7", Convert.FromHexString(Bytes));
        var later = new TelemetryBatch(
            "7", [Hour(1), Hour(2), Hour(3)], [Hour(30), Hour(30), Hour(30)], [[7, -2.25, 8], [double.NaN, 13, 14]]);

        var (block, counts) = BlockMerge.Merge(stored, later);
        block = BlockCodec.Decode("7", BlockCodec.Encode(block));

        counts.ShouldBe(new(2, 1, 0));
        block.At(long.MaxValue).Values[0].ShouldBe([1.5, 7, -2.25, 8]);
        block.At(long.MaxValue).Values[1].ShouldBe([10, 11, 13, 14]);
        BlockWindow.Join("7", 2, [block], long.MinValue, long.MaxValue, Hour(29)).Values[0].ShouldBe(Expected.Values[0]);
        BlockWindow.Join("7", 2, [block], long.MinValue, long.MaxValue, Hour(29)).Values[1].ShouldBe(Expected.Values[1]);
        BlockWindow.Join("7", 2, [block], long.MinValue, long.MaxValue, Hour(10)).Times.ShouldBe([Hour(0), Hour(1)]);
        BlockMerge.Merge(stored, Expected).Block.ShouldBeSameAs(stored);
    }

    [Fact]
    public void Columns_without_unit_files_and_history_are_milliseconds()
    {
        var columns = new BlockColumns(
            3, BlockColumns.Milliseconds, Convert.FromHexString("80A0D5EDEE660280BAB703"),
            Convert.FromHexString("80E4FF8FEF6601000180C4AA22"), [Floats(Expected.Values[0]), Floats(Expected.Values[1])], 4_113_307_395);

        columns.ToBlock("7").Rows.Times.ShouldBe(Expected.Times);
        columns.ToBlock("7").Rows.Known.ShouldBe(Expected.Known);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_year_of_readings_of_which_none_was_corrected_takes_hardly_more_room(int file)
    {
        var start = UnixTime.FromDateTime(new DateTime(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var random = new Random(1);
        long[] times = [.. Enumerable.Range(0, 8_761).Select(hour => start + (hour * UnixTime.Hour))];
        var year = new TelemetryBatch(
            "7", times, [.. times.Select(_ => UnixTime.FromMilliseconds(1_767_225_600_123))],
            [.. Enumerable.Range(0, 4).Select(_ => times.Select(_ => random.NextDouble()).ToArray())])
        { File = file };

        var bytes = BlockBorders.Cut([year], 28 * UnixTime.Day).Sum(part => BlockCodec.Encode(part).Length);

        bytes.ShouldBeLessThanOrEqualTo(BytesOfYear + (14 * 2));
    }

    public static byte[] Floats(double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static long Hour(int hour) =>
        UnixTime.FromDateTime(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)) + (hour * UnixTime.Hour);
}

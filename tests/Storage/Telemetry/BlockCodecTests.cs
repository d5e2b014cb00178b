using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Telemetry;
using Presage.Tests.Storage.Contracts;

namespace Presage.Tests.Storage.Telemetry;

public sealed class BlockCodecTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(720)]
    public void A_block_is_decoded_as_it_was_encoded(int count)
    {
        var batch = Readings.Of("7", 5, count);

        var decoded = BlockCodec.Decode("7", BlockCodec.Encode(batch)).Rows;

        decoded.ShouldHaveSameReadingsAs(batch);
        decoded.Known.ShouldBe(batch.Known);
    }

    [Fact]
    public void The_ends_of_time_are_kept()
    {
        var (earliest, latest) = (UnixTime.FromDateTime(DateTime.MinValue), long.MaxValue / UnixTime.Millisecond * UnixTime.Millisecond);
        var batch = new TelemetryBatch("7", [long.MinValue, -1, long.MaxValue], [latest, 0, earliest], []);

        var decoded = BlockCodec.Decode("7", BlockCodec.Encode(batch)).Rows;

        decoded.Times.ShouldBe(batch.Times);
        decoded.Known.ShouldBe(batch.Known);
    }

    [Fact]
    public void Regular_times_take_no_room()
    {
        var batch = Readings.Of("7", 0, 720);

        BlockCodec.Encode(batch).Length.ShouldBeLessThan((720 * 2 * sizeof(double)) + 48);
    }

    [Fact]
    public void A_part_of_a_batch_is_encoded_like_a_batch_of_its_own()
    {
        var part = BlockCodec.Encode(new ReadingRange(Readings.Of("7", 0, 100), 20, 30));

        part.ShouldBe(BlockCodec.Encode(Readings.Of("7", 20, 30)));
    }

    [Fact]
    public void Any_changed_or_missing_byte_is_noticed()
    {
        var bytes = BlockCodec.Encode(Readings.Of("7", 0, 5));

        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 0x10;

            Should.Throw<PresageException>(() => BlockCodec.Decode("7", changed)).Code.ShouldBe("store-damaged");
            Should.Throw<PresageException>(() => BlockCodec.Decode("7", bytes.AsSpan(0, at))).Code.ShouldBe("store-damaged");
        }
    }
}

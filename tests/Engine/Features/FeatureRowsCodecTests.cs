using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Features;

public sealed class FeatureRowsCodecTests
{
    [Fact]
    public void Rows_read_back_are_the_rows_written_to_the_last_bit()
    {
        var rows = Rows();

        var read = FeatureRowsCodec.Decode(FeatureRowsCodec.Encode(rows));

        read.Machines.ShouldBe(rows.Machines);
        read.MachineOf.ShouldBe(rows.MachineOf);
        read.Times.ShouldBe(rows.Times);
        read.Labels.ShouldBe(rows.Labels);
        for (var c = 0; c < rows.Values.Length; c++)
            read.Values[c].Select(BitConverter.DoubleToInt64Bits).ShouldBe(rows.Values[c].Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void No_rows_are_rows_too()
    {
        var read = FeatureRowsCodec.Decode(FeatureRowsCodec.Encode(new FeatureRows([], [], [], [[], []], [[]])));

        read.Count.ShouldBe(0);
        read.Values.Length.ShouldBe(2);
        read.Labels.Length.ShouldBe(1);
    }

    [Fact]
    public void Truncated_and_damaged_bytes_are_refused()
    {
        var bytes = FeatureRowsCodec.Encode(Rows());
        var random = new Xoshiro256(1);

        for (var length = 0; length < bytes.Length; length++)
            ShouldBeRefused(bytes[..length]);
        for (var i = 0; i < 1_000; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.NextBelow(bytes.Length)] ^= (byte)(1 << random.NextBelow(8));
            ShouldBeRefused(damaged);
        }
    }

    private static void ShouldBeRefused(byte[] bytes) =>
        Should.Throw<PresageException>(() => FeatureRowsCodec.Decode(bytes)).Code.ShouldBe("damaged-features");

    private static FeatureRows Rows() => new(
        ["1", "Maschine ü"],
        [0, 0, 1],
        [0, long.MaxValue / UnixTime.Millisecond * UnixTime.Millisecond, -5 * UnixTime.Millisecond],
        [[1.5, double.NaN, double.NegativeInfinity], [-0.0, double.Epsilon, BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0123)]],
        [[1, 0, -1], [0, 0, 0]]);
}

using System.Buffers;
using System.Runtime.InteropServices;
using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>
/// The columns of a block as bytes of their own, for stores that keep fields rather than one piece: times and knowledge times (in
/// milliseconds) as runs, one column of little-endian float64 a sensor, and CRC-32C of all that. Equal
/// readings give equal bytes: every NaN is written as the same one.
/// </summary>
/// <param name="Count">Number of readings.</param>
/// <param name="Unit">In what the times are: 0 seconds, 1 milliseconds, 2 microseconds, 3 100 ns.</param>
public sealed record BlockColumns(int Count, int Unit, byte[] Times, byte[] Known, IReadOnlyList<byte[]> Values, uint Checksum)
{
    public const int Milliseconds = TimeUnit.Milliseconds;

    public static BlockColumns Of(ReadingRange readings)
    {
        var unit = TimeUnit.Of(readings.Times);
        var times = RunsOf(readings.Times, TimeUnit.Length(unit));
        var known = RunsOf(TimeUnit.Whole(readings.Known), UnixTime.Millisecond);
        var values = new byte[readings.Sensors][];
        for (var sensor = 0; sensor < values.Length; sensor++)
        {
            values[sensor] = GC.AllocateUninitializedArray<byte>(readings.Count * sizeof(double));
            BlockCodec.WriteColumn(readings.Values(sensor), values[sensor]);
        }

        return new(readings.Count, unit, times, known, values, ChecksumOf(times, known, values));
    }

    /// <exception cref="PresageException"><c>store-damaged</c>: the bytes are not what was written.</exception>
    public TelemetryBatch ToBatch(string machine)
    {
        if (ChecksumOf(Times, Known, Values) != Checksum || Values.Any(column => column.Length != Count * sizeof(double)))
            throw BlockCodec.Damaged(machine);

        return new(machine, ToLongs(Times, Count, TimeUnit.Length(Unit)), ToLongs(Known, Count, UnixTime.Millisecond),
            [.. Values.Select(column => MemoryMarshal.Cast<byte, double>(column).ToArray())]);
    }

    /// <summary>Times and knowledge times without the rest, unchecked.</summary>
    public static BlockTimes TimesOf(int count, int unit, byte[] times, byte[] known) =>
        new(ToLongs(times, count, TimeUnit.Length(unit)), ToLongs(known, count, UnixTime.Millisecond));

    private static long[] ToLongs(byte[] runs, int count, long unit)
    {
        var values = new long[count];
        var at = 0;
        DeltaRunLength.Read(runs, ref at, values, unit);
        return values;
    }

    private static byte[] RunsOf(ReadOnlySpan<long> values, long unit)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(DeltaRunLength.MaximumLength(values.Length));
        var length = 0;
        DeltaRunLength.Write(bytes, ref length, values, unit);
        var runs = bytes.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(bytes);
        return runs;
    }

    private static uint ChecksumOf(byte[] times, byte[] known, IReadOnlyList<byte[]> values) =>
        Crc32C.End(values.Aggregate(
            Crc32C.Append(Crc32C.Append(Crc32C.Start, times), known), (checksum, column) => Crc32C.Append(checksum, column)));
}

using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>
/// Bytes of a block, the same for every provider: version, unit of the times, number of readings and of sensors, times and knowledge times
/// (in milliseconds) as runs, one column of little-endian float64 a sensor, CRC-32C of all that. Version 1 has times in
/// milliseconds. Equal readings give equal bytes: every NaN is written as the same one.
/// </summary>
public static class BlockCodec
{
    private const byte Version = 2;
    private const int ChecksumLength = sizeof(uint);

    public static byte[] Encode(ReadingRange readings)
    {
        var heading = ArrayPool<byte>.Shared.Rent((4 * Varint.MaximumLength) + (2 * DeltaRunLength.MaximumLength(readings.Count)));
        var length = 0;
        var unit = TimeUnit.Of(readings.Times);
        heading[length++] = Version;
        heading[length++] = (byte)unit;
        Varint.Write(heading, ref length, (ulong)readings.Count);
        Varint.Write(heading, ref length, (ulong)readings.Sensors);
        DeltaRunLength.Write(heading, ref length, readings.Times, TimeUnit.Length(unit));
        DeltaRunLength.Write(heading, ref length, TimeUnit.Whole(readings.Known), UnixTime.Millisecond);

        var width = readings.Count * sizeof(double);
        var bytes = GC.AllocateUninitializedArray<byte>(length + (width * readings.Sensors) + ChecksumLength);
        heading.AsSpan(0, length).CopyTo(bytes);
        ArrayPool<byte>.Shared.Return(heading);
        for (var sensor = 0; sensor < readings.Sensors; sensor++)
            WriteColumn(readings.Values(sensor), bytes.AsSpan(length + (sensor * width), width));

        var body = bytes.AsSpan(0, bytes.Length - ChecksumLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(body.Length), Crc32C.Of(body));
        return bytes;
    }

    /// <exception cref="PresageException">
    /// <c>store-damaged</c>: the bytes are not what was written; <c>store-too-new</c>: written by a later version.
    /// </exception>
    public static TelemetryBatch Decode(string machine, ReadOnlySpan<byte> bytes)
    {
        var body = bytes[..Math.Max(0, bytes.Length - ChecksumLength)];
        if (body.IsEmpty || BinaryPrimitives.ReadUInt32LittleEndian(bytes[body.Length..]) != Crc32C.Of(body))
            throw Damaged(machine);

        if (body[0] is 0 or > Version)
            throw new PresageException(
                ErrorKind.Conflict, "store-too-new",
                $"A telemetry block of machine {machine} has format {body[0]}, this program knows {Version}.", "Update presage.");

        var at = 0;
        var unit = UnitOf(body, ref at);
        var count = (int)Varint.Read(body, ref at);
        var sensors = (int)Varint.Read(body, ref at);
        var times = new long[count];
        var known = new long[count];
        DeltaRunLength.Read(body, ref at, times, unit);
        DeltaRunLength.Read(body, ref at, known, UnixTime.Millisecond);

        var values = new double[sensors][];
        for (var sensor = 0; sensor < sensors; sensor++, at += count * sizeof(double))
            values[sensor] = MemoryMarshal.Cast<byte, double>(body.Slice(at, count * sizeof(double))).ToArray();

        return new(machine, times, known, values);
    }

    /// <summary>
    /// Times and knowledge times from the beginning of a block's bytes, unchecked; null when these are not enough of them or not what they
    /// should be.
    /// </summary>
    /// <param name="readings">How many the block has.</param>
    internal static BlockTimes? DecodeTimes(ReadOnlySpan<byte> head, int readings)
    {
        try
        {
            var at = 0;
            if (head[0] is 0 or > Version)
                return null;

            var unit = UnitOf(head, ref at);
            if ((int)Varint.Read(head, ref at) != readings)
                return null;

            Varint.Read(head, ref at);
            var times = new BlockTimes(new long[readings], new long[readings]);
            DeltaRunLength.Read(head, ref at, times.Times, unit);
            DeltaRunLength.Read(head, ref at, times.Known, UnixTime.Millisecond);
            return times;
        }
        catch (Exception error) when (error is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static long UnitOf(ReadOnlySpan<byte> head, ref int at) =>
        TimeUnit.Length(head[at++] == 1 ? TimeUnit.Milliseconds : head[at++]);

    internal static PresageException Damaged(string machine) => new(
        ErrorKind.Damaged, "store-damaged", $"A telemetry block of machine {machine} is damaged.",
        "Restore the store from a backup, or ingest the data set's files into a new store.");

    internal static void WriteColumn(ReadOnlySpan<double> values, Span<byte> bytes)
    {
        var column = MemoryMarshal.Cast<byte, double>(bytes);
        for (var row = 0; row < values.Length; row++)
            column[row] = double.IsNaN(values[row]) ? double.NaN : values[row];
    }
}

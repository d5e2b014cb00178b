using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>
/// Bytes of a block, the same for every provider: version, form (unit of the times, what else there is), number of rows and of sensors,
/// times, knowledge times (in milliseconds) and, where they are not all 0, files as runs, one column of little-endian float64 a sensor, the
/// history where there is one, CRC-32C of all that. Equal facts give equal bytes: every NaN is written as the same one. Version 1 has
/// neither form nor files nor history, and times in milliseconds.
/// </summary>
public static class BlockCodec
{
    private const byte Version = 2;
    private const int ChecksumLength = sizeof(uint);

    public static byte[] Encode(ReadingRange readings) => Encode(readings, TelemetryBlock.FilesOf(readings.Batch.File, readings.Count), []);

    public static byte[] Encode(TelemetryBlock block) =>
        Encode(block.Rows, block.Files, block.History is null ? [] : HistoryCodec.Encode(block));

    /// <exception cref="PresageException">
    /// <c>store-damaged</c>: the bytes are not what was written; <c>store-too-new</c>: written by a later version.
    /// </exception>
    public static TelemetryBlock Decode(string machine, ReadOnlySpan<byte> bytes)
    {
        var body = bytes[..Math.Max(0, bytes.Length - ChecksumLength)];
        if (body.IsEmpty || BinaryPrimitives.ReadUInt32LittleEndian(bytes[body.Length..]) != Crc32C.Of(body))
            throw Damaged(machine);

        if (body[0] is 0 or > Version)
            throw new PresageException(
                ErrorKind.Conflict, "store-too-new",
                $"A telemetry block of machine {machine} has format {body[0]}, this program knows {Version}.", "Update presage.");

        var at = 0;
        var form = BlockForm.Read(body, ref at);
        var count = (int)Varint.Read(body, ref at);
        var sensors = (int)Varint.Read(body, ref at);
        var times = new long[count];
        var known = new long[count];
        DeltaRunLength.Read(body, ref at, times, TimeUnit.Length(form.Unit));
        DeltaRunLength.Read(body, ref at, known, UnixTime.Millisecond);
        var files = form.HasFiles ? new long[count] : null;
        DeltaRunLength.Read(body, ref at, files, 1);

        var values = new double[sensors][];
        for (var sensor = 0; sensor < sensors; sensor++, at += count * sizeof(double))
            values[sensor] = MemoryMarshal.Cast<byte, double>(body.Slice(at, count * sizeof(double))).ToArray();

        var rows = new TelemetryBatch(machine, times, known, values);
        return new(rows, files, form.HasHistory ? HistoryCodec.Decode(body[at..], rows) : null);
    }

    /// <summary>
    /// Times and knowledge times from the beginning of a block's bytes, unchecked; null when these are not enough of them or not what they
    /// should be, or when the block has a history, which stands at the end.
    /// </summary>
    /// <param name="readings">How many the block has.</param>
    internal static BlockTimes? DecodeTimes(ReadOnlySpan<byte> head, int readings)
    {
        try
        {
            var at = 0;
            if (head[0] is 0 or > Version)
                return null;

            var form = BlockForm.Read(head, ref at);
            if (form.HasHistory || (int)Varint.Read(head, ref at) != readings)
                return null;

            Varint.Read(head, ref at);
            var times = new BlockTimes(new long[readings], new long[readings]);
            DeltaRunLength.Read(head, ref at, times.Times, TimeUnit.Length(form.Unit));
            DeltaRunLength.Read(head, ref at, times.Known, UnixTime.Millisecond);
            return times;
        }
        catch (Exception error) when (error is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    internal static PresageException Damaged(string machine) => new(
        ErrorKind.Damaged, "store-damaged", $"A telemetry block of machine {machine} is damaged.",
        "Restore the store from a backup, or ingest the data set's files into a new store.");

    internal static void WriteColumn(ReadOnlySpan<double> values, Span<byte> bytes)
    {
        var column = MemoryMarshal.Cast<byte, double>(bytes);
        for (var row = 0; row < values.Length; row++)
            column[row] = double.IsNaN(values[row]) ? double.NaN : values[row];
    }

    private static byte[] Encode(ReadingRange readings, long[]? files, ReadOnlySpan<byte> history)
    {
        var columns = files is null ? 2 : 3;
        var heading = ArrayPool<byte>.Shared.Rent((4 * Varint.MaximumLength) + (columns * DeltaRunLength.MaximumLength(readings.Count)));
        var length = 0;
        var form = new BlockForm(TimeUnit.Of(readings.Times), files is not null, !history.IsEmpty);
        heading[length++] = Version;
        heading[length++] = form.ToByte();
        Varint.Write(heading, ref length, (ulong)readings.Count);
        Varint.Write(heading, ref length, (ulong)readings.Sensors);
        DeltaRunLength.Write(heading, ref length, readings.Times, TimeUnit.Length(form.Unit));
        DeltaRunLength.Write(heading, ref length, TimeUnit.Whole(readings.Known), UnixTime.Millisecond);
        DeltaRunLength.Write(heading, ref length, files, 1);

        var width = readings.Count * sizeof(double);
        var values = width * readings.Sensors;
        var bytes = GC.AllocateUninitializedArray<byte>(length + values + history.Length + ChecksumLength);
        heading.AsSpan(0, length).CopyTo(bytes);
        ArrayPool<byte>.Shared.Return(heading);
        for (var sensor = 0; sensor < readings.Sensors; sensor++)
            WriteColumn(readings.Values(sensor), bytes.AsSpan(length + (sensor * width), width));

        history.CopyTo(bytes.AsSpan(length + values));
        var body = bytes.AsSpan(0, bytes.Length - ChecksumLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(body.Length), Crc32C.Of(body));
        return bytes;
    }

    /// <summary>What a block has besides its columns.</summary>
    /// <param name="Unit">Of <see cref="TimeUnit"/>.</param>
    private readonly record struct BlockForm(int Unit, bool HasFiles, bool HasHistory)
    {
        private const byte Files = 4;
        private const byte History = 8;

        public byte ToByte() => (byte)(Unit | (HasFiles ? Files : 0) | (HasHistory ? History : 0));

        /// <summary>Reads version and form.</summary>
        public static BlockForm Read(ReadOnlySpan<byte> bytes, ref int at)
        {
            if (bytes[at++] == 1)
                return new(TimeUnit.Milliseconds, false, false);

            var form = bytes[at++];
            return new(form % Files, (form & Files) != 0, (form & History) != 0);
        }
    }
}

using System.Buffers;
using System.Runtime.InteropServices;
using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>
/// The columns of a block as bytes of their own, for stores that keep fields rather than one piece: times, knowledge times (in
/// milliseconds) and files as runs, one column of little-endian float64 a sensor, the history, and CRC-32C of all that. Equal facts give
/// equal bytes: every NaN is written as the same one.
/// </summary>
/// <param name="Count">Number of rows.</param>
/// <param name="Unit">In what the times are: 0 seconds, 1 milliseconds, 2 microseconds, 3 100 ns; format 1 has no other than 1.</param>
/// <param name="Files">Null where all are 0.</param>
/// <param name="History">Null where there is none.</param>
public sealed record BlockColumns(
    int Count, int Unit, byte[] Times, byte[] Known, IReadOnlyList<byte[]> Values, uint Checksum, byte[]? Files = null,
    byte[]? History = null)
{
    public const int Milliseconds = TimeUnit.Milliseconds;

    public static BlockColumns Of(TelemetryBlock block)
    {
        var rows = block.Rows;
        var unit = TimeUnit.Of(rows.Times);
        var values = new byte[rows.Values.Length][];
        for (var sensor = 0; sensor < values.Length; sensor++)
        {
            values[sensor] = GC.AllocateUninitializedArray<byte>(rows.Count * sizeof(double));
            BlockCodec.WriteColumn(rows.Values[sensor], values[sensor]);
        }

        var columns = new BlockColumns(
            rows.Count, unit, RunsOf(rows.Times, TimeUnit.Length(unit)), RunsOf(TimeUnit.Whole(rows.Known), UnixTime.Millisecond),
            values, 0, block.Files is null ? null : RunsOf(block.Files, 1), block.History is null ? null : HistoryCodec.Encode(block));
        return columns with { Checksum = columns.ChecksumOf() };
    }

    /// <exception cref="PresageException"><c>store-damaged</c>: the bytes are not what was written.</exception>
    public TelemetryBlock ToBlock(string machine)
    {
        if (ChecksumOf() != Checksum || Values.Any(column => column.Length != Count * sizeof(double)))
            throw BlockCodec.Damaged(machine);

        var rows = new TelemetryBatch(
            machine, ToLongs(Times, Count, TimeUnit.Length(Unit)), ToLongs(Known, Count, UnixTime.Millisecond),
            [.. Values.Select(column => MemoryMarshal.Cast<byte, double>(column).ToArray())]);
        return new(
            rows, Files is null ? null : ToLongs(Files, Count, 1), History is null ? null : HistoryCodec.Decode(History, rows));
    }

    /// <summary>Times and knowledge times of a block without history, without the rest, unchecked.</summary>
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

    /// <summary>Milliseconds, files and history that are not there add nothing, so that it is the same as that of format 1.</summary>
    private uint ChecksumOf()
    {
        var checksum = Crc32C.Append(Crc32C.Append(Crc32C.Start, Times), Known);
        foreach (var column in Values)
            checksum = Crc32C.Append(checksum, column);

        checksum = Crc32C.Append(Crc32C.Append(checksum, Files), History);
        return Crc32C.End(Unit == Milliseconds ? checksum : Crc32C.Append(checksum, [(byte)Unit]));
    }
}

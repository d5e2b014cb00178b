using System.Buffers;
using System.Runtime.InteropServices;

namespace Presage.Storage.Telemetry;

/// <summary>
/// Bytes of a block's history: the moments (knowledge time in milliseconds, file and, where taken back, how much later) that occur in it;
/// then for each sensor, moment by moment, the rows of its facts as runs and their values, which are left out where they are those of now.
/// </summary>
internal static class HistoryCodec
{
    public static byte[] Encode(TelemetryBlock block)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var cells = block.History!.Cells;
        Moment[] moments = [.. cells.SelectMany(facts => facts).Select(cell => Moment.Of(cell.Fact)).Distinct().Order()];
        Write(bytes, (ulong)moments.Length);
        foreach (var moment in moments)
        {
            WriteSigned(bytes, moment.Stamp.Known);
            Write(bytes, (ulong)moment.Stamp.File);
            Write(bytes, moment.Until == Fact.Always ? 0 : (ulong)(moment.Until - moment.Stamp.Known) + 1);
        }

        for (var sensor = 0; sensor < cells.Length; sensor++)
            Write(bytes, cells[sensor], block.Rows.Values[sensor], moments);

        return bytes.WrittenSpan.ToArray();
    }

    /// <param name="rows">Of the block.</param>
    public static BlockHistory Decode(ReadOnlySpan<byte> bytes, TelemetryBatch rows)
    {
        var at = 0;
        var moments = new Moment[(int)Varint.Read(bytes, ref at)];
        for (var i = 0; i < moments.Length; i++)
        {
            var stamp = new Stamp(Varint.ReadSigned(bytes, ref at), (long)Varint.Read(bytes, ref at));
            var span = (long)Varint.Read(bytes, ref at);
            moments[i] = new(stamp, span == 0 ? Fact.Always : stamp.Known + span - 1);
        }

        var cells = new CellFact[rows.Values.Length][];
        for (var sensor = 0; sensor < cells.Length; sensor++)
            cells[sensor] = Read(bytes, ref at, rows.Values[sensor], moments);

        return new(cells);
    }

    private static void Write(ArrayBufferWriter<byte> bytes, CellFact[] cells, double[] now, Moment[] moments)
    {
        var layers = cells.GroupBy(cell => (Moment: Array.BinarySearch(moments, Moment.Of(cell.Fact)), IsNow: IsNow(cell, now)))
            .OrderBy(layer => layer.Key).ToList();
        Write(bytes, (ulong)layers.Count);
        foreach (var layer in layers)
        {
            long[] rows = [.. layer.Select(cell => (long)cell.Row)];
            Write(bytes, ((ulong)layer.Key.Moment * 2) + (layer.Key.IsNow ? 1UL : 0));
            Write(bytes, (ulong)rows.Length);
            var room = bytes.GetSpan(DeltaRunLength.MaximumLength(rows.Length));
            var length = 0;
            DeltaRunLength.Write(room, ref length, rows, 1);
            bytes.Advance(length);
            if (layer.Key.IsNow)
                continue;

            double[] values = [.. layer.Select(cell => cell.Fact.Value)];
            bytes.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    private static CellFact[] Read(ReadOnlySpan<byte> bytes, ref int at, double[] now, Moment[] moments)
    {
        var cells = new List<CellFact>();
        for (var layers = (int)Varint.Read(bytes, ref at); layers > 0; layers--)
        {
            var key = Varint.Read(bytes, ref at);
            var moment = moments[(int)(key / 2)];
            var rows = new long[(int)Varint.Read(bytes, ref at)];
            DeltaRunLength.Read(bytes, ref at, rows, 1);
            var values = ReadOnlySpan<double>.Empty;
            if (key % 2 == 0)
            {
                values = MemoryMarshal.Cast<byte, double>(bytes.Slice(at, rows.Length * sizeof(double)));
                at += rows.Length * sizeof(double);
            }

            for (var i = 0; i < rows.Length; i++)
                cells.Add(new((int)rows[i], new(moment.Stamp, values.IsEmpty ? now[rows[i]] : values[i], moment.Until)));
        }

        return [.. cells.OrderBy(cell => cell.Row).ThenBy(cell => cell.Fact.Stamp)];
    }

    private static bool IsNow(CellFact cell, double[] now) => Cell.IsSame(cell.Fact.Value, now[cell.Row]);

    private static void Write(ArrayBufferWriter<byte> bytes, ulong value)
    {
        var length = 0;
        Varint.Write(bytes.GetSpan(Varint.MaximumLength), ref length, value);
        bytes.Advance(length);
    }

    private static void WriteSigned(ArrayBufferWriter<byte> bytes, long value)
    {
        var length = 0;
        Varint.WriteSigned(bytes.GetSpan(Varint.MaximumLength), ref length, value);
        bytes.Advance(length);
    }

    private readonly record struct Moment(Stamp Stamp, long Until) : IComparable<Moment>
    {
        public static Moment Of(Fact fact) => new(fact.Stamp, fact.Until);

        public int CompareTo(Moment other) => Stamp != other.Stamp ? Stamp.CompareTo(other.Stamp) : Until.CompareTo(other.Until);
    }
}

using System.Runtime.InteropServices;
using System.Text;

namespace Presage.Engine.Features;

/// <summary>
/// Feature rows as bytes, for as long as a run needs them. Little-endian: version, number of machines, rows, columns and components; the machines' names; machine and
/// time of each row; the columns, those of small whole numbers one byte a value; the labels. Values come back bit for bit, but for the payload of NaN.
/// </summary>
public static class FeatureRowsCodec
{
    private const int Version = 1;
    private const byte Doubles = 0;
    private const byte SmallNumbers = 1;
    private const byte MissingNumber = 255;

    public static byte[] Encode(FeatureRows rows)
    {
        var bytes = new MemoryStream((rows.Count * ((8 * rows.Values.Length) + rows.Labels.Length + 12)) + 1024);
        var writer = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (var number in (int[])[Version, rows.Machines.Length, rows.Count, rows.Values.Length, rows.Labels.Length])
            writer.Write(number);
        foreach (var machine in rows.Machines)
            writer.Write(machine);

        writer.Write(MemoryMarshal.AsBytes(rows.MachineOf.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(rows.Times.AsSpan()));
        foreach (var column in rows.Values)
            Write(writer, column);
        foreach (var labels in rows.Labels)
            writer.Write(MemoryMarshal.AsBytes(labels.AsSpan()));

        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are of another version, or cut off.</exception>
    public static FeatureRows Decode(ReadOnlyMemory<byte> bytes)
    {
        using var stream = MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray());
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            if (reader.ReadInt32() is var version && version != Version)
                throw new InvalidDataException($"Feature rows of version {version} cannot be read.");

            var (machines, rows, columns, components) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
            return new FeatureRows(
                [.. Enumerable.Range(0, machines).Select(_ => reader.ReadString())],
                Read<int>(reader, rows),
                Read<long>(reader, rows),
                [.. Enumerable.Range(0, columns).Select(_ => ReadColumn(reader, rows))],
                [.. Enumerable.Range(0, components).Select(_ => Read<sbyte>(reader, rows))]);
        }
        catch (EndOfStreamException cut)
        {
            throw new InvalidDataException("The feature rows are cut off.", cut);
        }
    }

    private static void Write(BinaryWriter writer, double[] column)
    {
        var small = new byte[column.Length];
        for (var row = 0; row < column.Length; row++)
        {
            var value = column[row];
            if (double.IsNaN(value))
            {
                small[row] = MissingNumber;
            }
            else if (value is >= 0 and < MissingNumber && value == (byte)value && !double.IsNegative(value))
            {
                small[row] = (byte)value;
            }
            else
            {
                writer.Write(Doubles);
                writer.Write(MemoryMarshal.AsBytes(column.AsSpan()));
                return;
            }
        }

        writer.Write(SmallNumbers);
        writer.Write(small);
    }

    private static double[] ReadColumn(BinaryReader reader, int rows)
    {
        if (reader.ReadByte() == Doubles)
            return Read<double>(reader, rows);

        var column = new double[rows];
        foreach (var (row, number) in Read<byte>(reader, rows).Index())
            column[row] = number == MissingNumber ? double.NaN : number;

        return column;
    }

    private static T[] Read<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}

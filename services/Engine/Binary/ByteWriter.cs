using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Presage.Engine.Binary;

/// <summary>
/// Writes little-endian values one after the other. Lengths and counts are variable-length integers, seven bits a byte, lowest first.
/// </summary>
internal sealed class ByteWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Byte(byte value) => _bytes.Write([value]);

    public void Count(int value)
    {
        var rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
            Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }

    public void Single(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
    }

    public void Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
    }

    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Count(bytes.Length);
        _bytes.Write(bytes);
    }

    public void Doubles(ReadOnlySpan<double> values)
    {
        Count(values.Length);
        Raw(values);
    }

    /// <summary>The memory of the values, without their number.</summary>
    public void Raw<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian && System.Runtime.CompilerServices.Unsafe.SizeOf<T>() > 1)
            throw new PlatformNotSupportedException("Columns are written as little-endian memory.");
        _bytes.Write(MemoryMarshal.AsBytes(values));
    }
}

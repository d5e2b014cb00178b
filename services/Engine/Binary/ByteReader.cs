using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Presage.Engine.Binary;

/// <summary>
/// Reads what <see cref="ByteWriter"/> wrote and trusts nothing: a value that runs past the end, or a count of more elements than there can
/// be in the rest, is damage. Memory is taken only for what the bytes can hold.
/// </summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    /// <summary>A count of elements of at least so many bytes each.</summary>
    public int Count(int bytesEach)
    {
        var count = Number();
        Require((long)count * bytesEach);
        return count;
    }

    /// <summary>A count of elements of at least so many bytes each, of which there can be so many.</summary>
    /// <param name="what">Name of the elements, for the message.</param>
    public int Count(int bytesEach, int most, string what)
    {
        var count = Number();
        if (count > most)
            throw new DamageException($"it has {count} {what}, and there can be {most} at most");
        Require((long)count * bytesEach);
        return count;
    }

    /// <summary>Makes sure that so many bytes are left, before memory is taken for what they hold.</summary>
    public readonly void Require(long bytes)
    {
        if (bytes > _rest.Length)
            throw new DamageException("it ends too early");
    }

    /// <summary>A variable-length integer that is not negative, in as few bytes as can be.</summary>
    public int Number()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            if (shift == 28 && next > 0x07)
                break;
            if (shift > 0 && next == 0)
                throw new DamageException("a number is longer than it need be");
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
                return (int)value;
        }

        throw new DamageException("a number is too large");
    }

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public string Text(int mostBytes = int.MaxValue)
    {
        try
        {
            return Utf8.GetString(Take(Count(1, mostBytes, "bytes in a text")));
        }
        catch (DecoderFallbackException)
        {
            throw new DamageException("a text is not UTF-8");
        }
    }

    public double[] Doubles() => Raw<double>(Count(sizeof(double)));

    /// <summary>The memory of so many values.</summary>
    public T[] Raw<T>(int count)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian && Unsafe.SizeOf<T>() > 1)
            throw new PlatformNotSupportedException("Columns are read as little-endian memory.");
        var bytes = Take((long)count * Unsafe.SizeOf<T>());
        var values = GC.AllocateUninitializedArray<T>(count);
        bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        Require(count);
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}

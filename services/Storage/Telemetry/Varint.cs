namespace Presage.Storage.Telemetry;

/// <summary>LEB128 integers, signed ones in zigzag order.</summary>
internal static class Varint
{
    public const int MaximumLength = 10;

    public static void Write(Span<byte> bytes, ref int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            bytes[at++] = (byte)(value | 0x80);

        bytes[at++] = (byte)value;
    }

    public static void WriteSigned(Span<byte> bytes, ref int at, long value) => Write(bytes, ref at, (ulong)((value << 1) ^ (value >> 63)));

    public static ulong Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    public static long ReadSigned(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = Read(bytes, ref at);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}

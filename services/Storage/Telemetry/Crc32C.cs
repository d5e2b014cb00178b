using System.Buffers.Binary;
using System.Numerics;

namespace Presage.Storage.Telemetry;

/// <summary>Checksum over one or more pieces of bytes.</summary>
internal static class Crc32C
{
    public const uint Start = uint.MaxValue;

    public static uint Of(ReadOnlySpan<byte> bytes) => End(Append(Start, bytes));

    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));

        foreach (var value in bytes)
            checksum = BitOperations.Crc32C(checksum, value);

        return checksum;
    }

    public static uint End(uint checksum) => ~checksum;
}

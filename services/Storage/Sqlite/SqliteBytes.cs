using System.Runtime.InteropServices;

namespace Presage.Storage.Sqlite;

internal static class SqliteBytes
{
    /// <summary>The array behind the memory where it is exactly that, otherwise a copy: a parameter takes whole arrays.</summary>
    public static byte[] Of(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Array is { } array && part.Offset == 0 && part.Count == array.Length
            ? array
            : bytes.ToArray();

    public static byte[] Of(ReadOnlySpan<double> values) => MemoryMarshal.AsBytes(values).ToArray();

    public static double[] ToDoubles(byte[] bytes) => MemoryMarshal.Cast<byte, double>(bytes).ToArray();
}

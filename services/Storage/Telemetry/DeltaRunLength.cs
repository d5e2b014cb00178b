namespace Presage.Storage.Telemetry;

/// <summary>
/// Columns of integers as runs of equal steps: the first value, then for each run its length and its step. Readings at a regular distance
/// are one run. They are written in multiples of a unit, which all values must be.
/// </summary>
internal static class DeltaRunLength
{
    public static int MaximumLength(int count) => ((2 * count) + 1) * Varint.MaximumLength;

    public static void Write(Span<byte> bytes, ref int at, ReadOnlySpan<long> values, long unit)
    {
        if (values.IsEmpty)
            return;

        Varint.WriteSigned(bytes, ref at, values[0] / unit);
        for (int first = 1, next; first < values.Length; first = next)
        {
            var step = unchecked(values[first] - values[first - 1]);
            for (next = first + 1; next < values.Length && unchecked(values[next] - values[next - 1]) == step; next++)
            {
            }

            Varint.Write(bytes, ref at, (ulong)(next - first));
            Varint.WriteSigned(bytes, ref at, step / unit);
        }
    }

    public static void Read(ReadOnlySpan<byte> bytes, ref int at, Span<long> values, long unit)
    {
        if (values.IsEmpty)
            return;

        var value = values[0] = Varint.ReadSigned(bytes, ref at) * unit;
        for (var row = 1; row < values.Length;)
        {
            var length = (int)Varint.Read(bytes, ref at);
            var step = Varint.ReadSigned(bytes, ref at) * unit;
            foreach (ref var cell in values.Slice(row, length))
                cell = unchecked(value += step);

            row += length;
        }
    }
}

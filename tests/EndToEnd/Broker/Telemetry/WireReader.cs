using System.Text;

namespace Presage.Tests.EndToEnd.Broker.Telemetry;

/// <summary>Fields of a message in Protocol Buffers' wire format.</summary>
internal static class WireReader
{
    /// <summary>Contents of all fields with a number and a length: messages, texts and bytes.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        for (var position = 0; position < message.Length;)
        {
            var tag = Varint(message.Span, ref position);
            var length = (tag & 7) switch
            {
                0 => SkipVarint(message.Span, position),
                1 => 8,
                5 => 4,
                2 => (int)Varint(message.Span, ref position),
                _ => throw new InvalidDataException($"wire type {tag & 7}"),
            };
            if ((tag & 7) == 2 && (int)(tag >> 3) == number)
                yield return message.Slice(position, length);

            position += length;
        }
    }

    public static string Text(ReadOnlyMemory<byte> message, int number) =>
        Fields(message, number).Select(field => Encoding.UTF8.GetString(field.Span)).FirstOrDefault("");

    public static string Hex(ReadOnlyMemory<byte> message, int number) =>
        Fields(message, number).Select(field => Convert.ToHexStringLower(field.Span)).FirstOrDefault("");

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int position)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[position++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }

    private static int SkipVarint(ReadOnlySpan<byte> bytes, int position)
    {
        var end = position;
        Varint(bytes, ref end);
        return end - position;
    }
}

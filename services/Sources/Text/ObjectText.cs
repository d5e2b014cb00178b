using Presage.Engine;

namespace Presage.Sources.Text;

/// <summary>
/// The text of an object that is opened once: first its beginning can be looked at, then it can be read from any place of that on.
/// </summary>
public sealed class ObjectText : IDisposable
{
    private const int HeadBytes = 1 << 16;

    /// <summary>Of the beginning of a text with long lines, so that a wide header ends in it.</summary>
    private const int LongestHead = 1 << 20;

    private readonly Stream _rest;

    private ObjectText(Stream text, byte[] head, bool isWhole, TextForm form, bool isSequential) =>
        (_rest, Head, IsWhole, Form, IsSequential) = (text, head, isWhole, form, isSequential);

    public TextForm Form { get; }

    public bool IsGzip => Form.IsGzip;

    /// <summary>Whether the text can be read from its beginning only.</summary>
    public bool IsSequential { get; }

    /// <summary>The beginning of the text, unpacked: 64 KiB of it at most, or 1 MiB where its lines are long.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>Whether there is nothing after the beginning.</summary>
    public bool IsWhole { get; }

    /// <summary>
    /// The whole text from an offset within the beginning on. May be asked for once, since what was read is not read again.
    /// </summary>
    public Stream From(int offset) => new ReplayedStream(Head[offset..], _rest);

    public void Dispose() => _rest.Dispose();

    internal static ObjectText Of(Stream raw, SourceObject item, SourceLimits limits)
    {
        var (text, address) = (raw, item.Address);
        try
        {
            var head = ReadHead(raw);
            var isGzip = head is [0x1f, 0x8b, ..];
            if (!isGzip && address.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
                throw NotGzip(address);

            if (isGzip)
            {
                text = new GzipText(address, new ReplayedStream(head, raw), limits);
                head = ReadHead(text);
            }

            var coding = TextCodings.Of(head);
            if (coding != TextCoding.Utf8)
            {
                text = coding.ToUtf8(new ReplayedStream(head, text));
                head = ReadHead(text);
            }

            var isWhole = head.Length < HeadBytes;
            while (!isWhole && head.Length < LongestHead && EndsInLongLine(head))
                isWhole = !Grow(ref head, text);

            return new ObjectText(text, head, isWhole, new TextForm(isGzip, coding),
                item.IsSequential || isGzip || coding != TextCoding.Utf8);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    private static bool EndsInLongLine(ReadOnlySpan<byte> head) =>
        head.LastIndexOfAny((byte)'\n', (byte)'\r') < head.Length / 2;

    /// <summary>False when there was less to read than was asked for.</summary>
    private static bool Grow(ref byte[] head, Stream text)
    {
        var (length, asked) = (head.Length, head.Length);
        Array.Resize(ref head, length + asked);
        var read = text.ReadAtLeast(head.AsSpan(length), asked, throwOnEndOfStream: false);
        Array.Resize(ref head, length + read);
        return read == asked;
    }

    private static byte[] ReadHead(Stream text)
    {
        var head = new byte[HeadBytes];
        return head[..text.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
    }

    private static PresageException NotGzip(string address) => new(
        ErrorKind.Invalid, "not-gzip",
        $"The file '{address}' is named .gz but is not compressed with gzip.",
        "Rename it, or compress it with gzip.");
}

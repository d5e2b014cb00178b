namespace Presage.Sources.Text;

/// <summary>What was read of a stream already, once more, and then the rest of it.</summary>
internal sealed class ReplayedStream(ReadOnlyMemory<byte> head, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> _head = head;

    protected override int ReadNext(byte[] buffer, int offset, int count)
    {
        if (_head.IsEmpty)
            return rest.Read(buffer, offset, count);

        var length = Math.Min(count, _head.Length);
        _head[..length].CopyTo(buffer.AsMemory(offset, length));
        _head = _head[length..];
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        rest.Dispose();
        base.Dispose(disposing);
    }
}

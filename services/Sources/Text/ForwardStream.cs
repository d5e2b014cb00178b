namespace Presage.Sources.Text;

/// <summary>A stream that can be read once, from its beginning to its end, and knows how far it was.</summary>
internal abstract class ForwardStream : Stream
{
    private long _position;

    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public sealed override long Length => throw new NotSupportedException();

    public sealed override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public sealed override int Read(byte[] buffer, int offset, int count)
    {
        var read = ReadNext(buffer, offset, count);
        _position += read;
        return read;
    }

    public sealed override void Flush() => throw new NotSupportedException();

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected abstract int ReadNext(byte[] buffer, int offset, int count);
}

using System.Collections.Concurrent;

namespace Presage.Tests.EndToEnd.Broker.Tls;

/// <summary>Writes down the first byte that each connection sends: 0x16 begins a handshake of TLS, and 'A' the greeting in clear.</summary>
internal sealed class FirstBytes
{
    private readonly ConcurrentQueue<byte> _seen = [];

    public IReadOnlyCollection<byte> Seen => _seen;

    /// <summary>Stands before what is sent to the server.</summary>
    public Stream Before(Stream server) => new Noted(server, _seen);

    private sealed class Noted(Stream server, ConcurrentQueue<byte> seen) : Stream
    {
        private bool _isBegun;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_isBegun)
                seen.Enqueue(buffer.Span[0]);

            _isBegun = true;
            return server.WriteAsync(buffer, cancellationToken);
        }

        public override void Flush() => server.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

using System.Collections.Concurrent;
using Presage.Sources;

namespace Presage.Tests.Ingestion.Planning;

/// <summary>Counts what a source is asked for.</summary>
internal sealed class CountingSource(ISource source) : ISource
{
    private int _lists;

    public IReadOnlyList<string> Schemes => source.Schemes;

    public int Lists => _lists;

    public ConcurrentDictionary<string, int> Opened { get; } = new();

    public ConcurrentDictionary<string, long> BytesRead { get; } = new();

    public Task<SourceListing> ListAsync(string address, Func<string, bool> isWanted, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _lists);
        return source.ListAsync(address, isWanted, cancellation);
    }

    public Task<Fingerprint?> FingerprintAsync(string address, CancellationToken cancellation) =>
        source.FingerprintAsync(address, cancellation);

    public async Task<Stream> OpenAsync(string address, long offset, CancellationToken cancellation)
    {
        Opened.AddOrUpdate(address, 1, (_, count) => count + 1);
        var stream = await source.OpenAsync(address, offset, cancellation);
        return new CountingStream(stream, count => BytesRead.AddOrUpdate(address, count, (_, all) => all + count));
    }

    /// <summary>Cannot be wound back, as a response over a network cannot.</summary>
    private sealed class CountingStream(Stream stream, Action<int> counted) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = stream.Read(buffer, offset, count);
            counted(read);
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            stream.Dispose();
            base.Dispose(disposing);
        }
    }
}

using System.IO.Compression;
using Presage.Engine;

namespace Presage.Ingestion.Inputs;

/// <summary>The text of a gzip file, as it comes; refuses files that are damaged, cut off, or that unpack to far more than they are.</summary>
internal sealed class GzipText(string path, Stream packed, IngestionOptions options) : Stream
{
    private const long FreeBytes = 16 << 20;

    private readonly GZipStream _unpacked = new(packed, CompressionMode.Decompress);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <summary>Makes the library tell when a compressed text ends too early, which it otherwise takes for the end. Call once, before any is read.</summary>
    public static void RefuseTruncated() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = Unpack(buffer, offset, count);
        _read += read;
        if (_read > options.MaximumFileBytes)
            throw InputFiles.TooLarge(path, options);

        if (_read > FreeBytes && _read > packed.Position * options.MaximumDecompressionRatio)
            throw new PresageException(
                ErrorKind.TooLarge, "decompression-ratio",
                $"The file '{path}' unpacks to more than {options.MaximumDecompressionRatio:N0} times its size.",
                $"Unpack it yourself, or raise {IngestionOptions.Section}:{nameof(IngestionOptions.MaximumDecompressionRatio)}.");

        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int Unpack(byte[] buffer, int offset, int count)
    {
        try
        {
            return _unpacked.Read(buffer, offset, count);
        }
        catch (InvalidDataException exception)
        {
            throw new PresageException(
                ErrorKind.Damaged, "damaged-gzip",
                $"The compressed file '{path}' is damaged or cut off after {_read:N0} bytes of text.",
                "Copy or compress it again and ingest it again; what was read before that point is stored and will count as duplicate.",
                exception);
        }
    }
}

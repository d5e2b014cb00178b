using System.IO.Compression;
using Presage.Engine;

namespace Presage.Sources.Text;

/// <summary>
/// The text of a gzip file, as it comes; refuses files that are damaged, cut off, or that unpack to far more than they are.
/// </summary>
internal sealed class GzipText(string address, ForwardStream packed, SourceLimits limits) : ForwardStream
{
    private readonly GZipStream _unpacked = new(packed, CompressionMode.Decompress);

    protected override int ReadNext(byte[] buffer, int offset, int count)
    {
        var read = Unpack(buffer, offset, count);
        var total = Position + read;
        if (total > limits.Bytes)
            throw limits.TooLarge(address);

        if (total > SourceLimits.FreeBytes && total > packed.Position * limits.UnpackedRatio)
            throw limits.UnpacksToTooMuch(address);

        return read;
    }

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
                ErrorKind.Invalid, "damaged-gzip",
                $"The compressed file '{address}' is damaged or cut off after {Position:N0} bytes of text.",
                "Copy or compress it again and ingest it again; what was read before that point is stored and will count as duplicate.",
                exception);
        }
    }
}

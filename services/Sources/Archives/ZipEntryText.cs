using System.IO.Compression;
using Presage.Engine;
using Presage.Sources.Text;

namespace Presage.Sources.Archives;

/// <summary>
/// The bytes of a file in an archive, as they come; refuses what is damaged, or unpacks to far more than it is. Owns the archive.
/// </summary>
internal sealed class ZipEntryText : ForwardStream
{
    private readonly ZipArchive _archive;
    private readonly ZipArchiveEntry _entry;
    private readonly string _address;
    private readonly SourceLimits _limits;
    private readonly Stream _unpacked;
    private Crc32 _check;

    /// <exception cref="PresageException"><c>damaged-zip</c>.</exception>
    public ZipEntryText(ZipArchive archive, ZipArchiveEntry entry, string address, SourceLimits limits)
    {
        (_archive, _entry, _address, _limits) = (archive, entry, address, limits);
        try
        {
            _unpacked = entry.Open();
        }
        catch (InvalidDataException exception)
        {
            throw ZipArchives.Damaged(address, exception);
        }
    }

    public void Skip(long bytes)
    {
        var buffer = new byte[(int)Math.Min(bytes, 1 << 16)];
        for (var read = 1; bytes > 0 && read > 0; bytes -= read)
            read = Read(buffer, 0, (int)Math.Min(bytes, buffer.Length));
    }

    protected override int ReadNext(byte[] buffer, int offset, int count)
    {
        var read = Unpack(buffer, offset, count);
        var total = Position + read;
        if (total > _limits.Bytes)
            throw _limits.TooLarge(_address);

        if (total > SourceLimits.FreeBytes && total > _entry.CompressedLength * _limits.UnpackedRatio)
            throw _limits.UnpacksToTooMuch(_address);

        _check.Add(buffer.AsSpan(offset, read));
        if (read == 0 && count > 0 && (total != _entry.Length || _check.Value != _entry.Crc32))
            throw ZipArchives.Damaged(_address, new InvalidDataException("Length or checksum differ."));

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        _unpacked.Dispose();
        _archive.Dispose();
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
            throw ZipArchives.Damaged(_address, exception);
        }
    }
}

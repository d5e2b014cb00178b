using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Presage.Engine.Binary;

/// <summary>
/// What stands around stored bytes, little-endian: 8 bytes of magic, 4 of format version, 8 of content length, 32 of the content's SHA-256,
/// then the content and nothing after it. The hash tells damage; it does not make the content trustworthy.
/// </summary>
/// <param name="magic">Eight ASCII characters.</param>
/// <param name="newest">The newest version that is read; every older one is read, too.</param>
internal sealed class Envelope(string magic, uint newest)
{
    private const int HeaderLength = 8 + 4 + 8 + SHA256.HashSizeInBytes;

    public byte[] Seal(ReadOnlySpan<byte> content, uint version)
    {
        var bytes = new byte[HeaderLength + content.Length];
        System.Text.Encoding.ASCII.GetBytes(magic, bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), content.Length);
        SHA256.HashData(content, bytes.AsSpan(20));
        content.CopyTo(bytes.AsSpan(HeaderLength));
        return bytes;
    }

    /// <param name="version">The version of the content.</param>
    /// <exception cref="DamageException">The bytes are not such an envelope, are newer, or are damaged.</exception>
    public ReadOnlySpan<byte> Open(ReadOnlySpan<byte> bytes, out uint version)
    {
        if (bytes.Length < HeaderLength || !bytes[..8].SequenceEqual(System.Text.Encoding.ASCII.GetBytes(magic)))
            throw new DamageException("its beginning is not that of the format");
        version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (version == 0 || version > newest)
            throw new DamageException($"its format version is {version}, and this program reads versions up to {newest}");
        var content = bytes[HeaderLength..];
        if (BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]) != content.Length)
            throw new DamageException("its length is not what it says");
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.Slice(20, SHA256.HashSizeInBytes)))
            throw new DamageException("its checksum is not what it says");
        return content;
    }
}

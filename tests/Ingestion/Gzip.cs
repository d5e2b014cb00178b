using System.IO.Compression;
using System.Text;

namespace Presage.Tests.Ingestion;

internal static class Gzip
{
    public static byte[] Pack(string text)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(Encoding.UTF8.GetBytes(text));

        return packed.ToArray();
    }
}

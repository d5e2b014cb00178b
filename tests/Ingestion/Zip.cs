using System.IO.Compression;
using System.Text;

namespace Presage.Tests.Ingestion;

internal static class Zip
{
    public static byte[] Pack(params (string Name, string Text)[] entries)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in entries)
                using (var stream = archive.CreateEntry(name).Open())
                    stream.Write(Encoding.UTF8.GetBytes(text));

        return packed.ToArray();
    }
}

using System.IO.Compression;
using System.Text;

namespace Presage.Tests.Services.Harness;

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("presage-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(Encoding.UTF8.GetBytes(text));

        return packed.ToArray();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

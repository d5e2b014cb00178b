using System.IO.Compression;
using System.Text;

namespace Presage.Tests.Cli.Support;

internal static class Gzip
{
    public static async Task WriteAsync(string file, string text)
    {
        await using var packed = new GZipStream(File.Create(file), CompressionLevel.Fastest);
        await packed.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
    }
}

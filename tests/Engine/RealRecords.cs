using System.IO.Compression;

namespace Presage.Tests.Engine;

/// <summary>Real records beside the repository; tests that need them are skipped where they are not.</summary>
internal static class RealRecords
{
    /// <summary>The rows of a CSV file, without its names; it may be compressed.</summary>
    public static IEnumerable<string[]> Rows(string file) => Lines(file).Skip(1);

    public static string[] Names(string file) => Lines(file).First();

    private static IEnumerable<string[]> Lines(string file)
    {
        var path = RepositoryRoot.Find("../shared/data/" + file);
        if (path is null)
            Assert.Skip("The real records are not beside this repository");

        using var stream = File.OpenRead(path!);
        using var reader = new StreamReader(file.EndsWith(".gz") ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        while (reader.ReadLine() is { } line)
            yield return line.Replace("\"", "").Split(',');
    }
}

using System.Text;

namespace Presage.Tests.Harness;

/// <summary>A folder of its own below the system's temporary folder.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("presage-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, below folders that need not be there, and gives its path.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public TestFolder Copy()
    {
        var copy = new TestFolder();
        foreach (var file in Directory.GetFiles(Path))
            File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)));

        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

namespace Presage.Tests.Services.Harness;

/// <summary>A folder of its own below the system's temporary folder.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("presage-test-").FullName;

    public TestFolder Copy()
    {
        var copy = new TestFolder();
        foreach (var file in Directory.GetFiles(Path))
            File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)));

        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

namespace Presage.Tests.EndToEnd.Support;

/// <summary>Parts of the public data set, which lie beside the repository where they are there at all.</summary>
internal static class RealRecords
{
    public static string Twenty => Find("azure-pdm-20x90");

    public static string EventsOnly => Find("azure-pdm-100-events");

    public static string RepositoryRoot { get; } = FindRoot();

    private static string Find(string name)
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "data", name));
        Assert.SkipUnless(Directory.Exists(path), $"../shared/data/{name} is not there");
        return path;
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Microservices.sln")))
            directory = directory.Parent;

        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}

namespace Presage.Tests.Harness;

public static class RepositoryRoot
{
    /// <summary>The full path of a file or folder given relative to the repository's root.</summary>
    public static string PathOf(string relative)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Microservices.sln")))
            root = root.Parent ?? throw new InvalidOperationException("The tests do not run inside of the repository.");

        return Path.GetFullPath(Path.Combine(root.FullName, relative));
    }
}

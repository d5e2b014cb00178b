namespace Presage.Tests.Engine;

internal static class RepositoryRoot
{
    /// <summary>The full path of a file given relative to the repository's root, or null when there is no such file.</summary>
    public static string? Find(string relative)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Microservices.sln")))
            root = root.Parent;

        var path = root is null ? null : Path.GetFullPath(Path.Combine(root.FullName, relative));
        return File.Exists(path) ? path : null;
    }
}

namespace Presage.Tests.Harness;

public static class Repository
{
    /// <summary>
    /// The full path of a file or folder given relative to the repository's root; the test is skipped where it is not there.
    /// </summary>
    public static string PathOf(string relative)
    {
        var path = RepositoryRoot.PathOf(relative);
        if (!Path.Exists(path))
            Assert.Skip($"{relative} is not beside this repository.");

        return path;
    }
}

namespace Presage.Tests.Engine;

/// <summary>Real records beside the repository; tests that need them are skipped where they are not.</summary>
internal static class RealRecords
{
    public static IEnumerable<string[]> Rows(string file)
    {
        var path = RepositoryRoot.Find("../shared/data/" + file);
        if (path is null)
            Assert.Skip("The real records are not beside this repository");
        return File.ReadLines(path!).Skip(1).Select(line => line.Replace("\"", "").Split(','));
    }
}

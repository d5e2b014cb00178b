namespace Presage.Ingestion.Planning;

internal static class FileNames
{
    /// <summary>Files whose name another one of the run has too are named by their whole path.</summary>
    public static IReadOnlyList<PlannedFile> Shortened(IReadOnlyList<PlannedFile> files)
    {
        var shared = files.GroupBy(file => file.Name)
            .Where(group => group.Select(file => file.Address).Distinct().Skip(1).Any())
            .Select(group => group.Key)
            .ToHashSet();
        return [.. files.Select(file => shared.Contains(file.Name) ? file with { Name = file.Address } : file)];
    }
}

namespace Presage.Sources.Files;

/// <summary>Paths without links, whether the links stand for folders or for files.</summary>
public static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The full path with every link replaced by what it leads to; what does not exist is kept as it is.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        for (var links = 0; links <= MostLinks; links++)
        {
            if (FollowFirstLink(full) is not { } followed)
                return full;

            full = followed;
        }

        throw new IOException($"'{path}' has too many links.");
    }

    /// <summary>Whether a real path is a real folder or lies below it.</summary>
    public static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(AsPrefix(folder), StringComparison.Ordinal);

    /// <summary>Only the root of all folders ends in a separator itself.</summary>
    private static string AsPrefix(string folder) => Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;

    private static string? FollowFirstLink(string full)
    {
        var at = Path.GetPathRoot(full)!;
        var parts = full[at.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (var part = 0; part < parts.Length; part++)
        {
            var next = Path.Combine(at, parts[part]);
            if (new FileInfo(next).LinkTarget is { } target)
                return Path.GetFullPath(Path.Combine([Path.GetFullPath(target, at), .. parts[(part + 1)..]]));

            at = next;
        }

        return null;
    }
}

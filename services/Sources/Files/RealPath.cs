using Presage.Engine;

namespace Presage.Sources.Files;

/// <summary>Paths without links, whether the links stand for folders or for files.</summary>
public static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The full path with every link replaced by what it leads to; what does not exist is kept as it is.</summary>
    /// <exception cref="PresageException"><c>link-loop</c>.</exception>
    public static string Of(string path) => Follow(path) ?? throw new PresageException(
        ErrorKind.Invalid, "link-loop",
        $"The links of '{path}' go round in a circle.",
        "Remove the links, or name the file that is meant.");

    /// <summary>Whether a real path is a real folder or lies below it.</summary>
    public static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(AsPrefix(folder), StringComparison.Ordinal);

    /// <summary>The path as it is where its links go round in a circle, so that nothing lies below it.</summary>
    internal static string OrItself(string path) => Path.TrimEndingDirectorySeparator(Follow(path) ?? path);

    /// <summary>Null when the links go round in a circle.</summary>
    private static string? Follow(string path)
    {
        var full = Path.GetFullPath(path);
        for (var links = 0; links <= MostLinks; links++)
        {
            if (FollowFirstLink(full) is not { } followed)
                return full;

            full = followed;
        }

        return null;
    }

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

using Presage.Engine;

namespace Presage.Sources.Files;

/// <summary>Keeps what is read below the allowed folders.</summary>
public sealed class AllowedPaths
{
    private readonly bool _followLinks;
    private readonly string[] _roots;
    private readonly string[] _writtenRoots;

    /// <param name="roots">Folders below which paths must lie; links are followed first. Empty: the current directory.</param>
    /// <param name="followLinks">
    /// Whether links that lie below the folders may lead out of them: where whoever names the folders has the rights of the process.
    /// </param>
    public AllowedPaths(IReadOnlyList<string> roots, bool followLinks = false)
    {
        _followLinks = followLinks;
        _writtenRoots = [.. (roots.Count == 0 ? [Directory.GetCurrentDirectory()] : roots)
            .Select(root => Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)))];
        _roots = [.. _writtenRoots.Select(RealPath.OrItself)];
    }

    /// <summary>
    /// The path under which a file or folder, which need not exist, is known from then on: without links, or with them where they lead out
    /// of the folders and may.
    /// </summary>
    /// <exception cref="PresageException"><c>unsupported-source</c>, <c>source-not-allowed</c>, <c>link-loop</c>.</exception>
    public string Resolve(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
            throw new PresageException(ErrorKind.Invalid, "unsupported-source", "A source is empty.", "Name a file or a folder.");

        var real = RealPath.Of(path);
        if (IsWithin(real, _roots))
            return real;

        var written = Path.GetFullPath(path);
        return _followLinks && IsWithin(written, _writtenRoots) ? written : throw NotAllowed(path);
    }

    private static bool IsWithin(string path, string[] roots) => roots.Any(root => RealPath.IsWithin(path, root));

    private PresageException NotAllowed(string path) => new(
        ErrorKind.Forbidden, "source-not-allowed",
        $"The source '{path}' lies outside of the folders that may be read.",
        $"Move it below {string.Join(" or ", _roots)}, or add its folder to the setting AllowedRoots.");
}

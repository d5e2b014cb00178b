using Presage.Engine;

namespace Presage.Sources.Files;

/// <summary>Keeps what is read below the allowed folders.</summary>
public sealed class AllowedPaths
{
    private readonly string[] _roots;

    /// <param name="roots">Folders below which paths must lie; links are followed first. Empty: the current directory.</param>
    public AllowedPaths(IReadOnlyList<string> roots)
    {
        var folders = roots.Count == 0 ? [Directory.GetCurrentDirectory()] : roots;
        _roots = [.. folders.Select(root => Path.TrimEndingDirectorySeparator(RealPath.Of(root)))];
    }

    /// <summary>The real path of a file or folder, which need not exist.</summary>
    /// <exception cref="PresageException"><c>unsupported-source</c>, <c>source-not-allowed</c>.</exception>
    public string Resolve(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
            throw new PresageException(ErrorKind.Invalid, "unsupported-source", "A source is empty.", "Name a file or a folder.");

        var real = RealPath.Of(path);
        return _roots.Any(root => RealPath.IsWithin(real, root)) ? real : throw NotAllowed(path);
    }

    private PresageException NotAllowed(string path) => new(
        ErrorKind.Forbidden, "source-not-allowed",
        $"The source '{path}' lies outside of the folders that may be read.",
        $"Move it below {string.Join(" or ", _roots)}, or add its folder to the setting AllowedRoots.");
}

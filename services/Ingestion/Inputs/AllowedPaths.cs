using Presage.Engine;

namespace Presage.Ingestion.Inputs;

/// <summary>Keeps sources below the allowed folders.</summary>
internal sealed class AllowedPaths
{
    private readonly string[] _roots;

    public AllowedPaths(IngestionOptions options)
    {
        var roots = options.AllowedRoots.Count == 0 ? [Directory.GetCurrentDirectory()] : options.AllowedRoots;
        _roots = [.. roots.Select(root => Path.TrimEndingDirectorySeparator(RealPath.Of(root)))];
    }

    /// <summary>The real path of a source; the file need not exist.</summary>
    /// <exception cref="PresageException"><c>unsupported-source</c>, <c>source-not-allowed</c>.</exception>
    public string Resolve(string? source)
    {
        if (string.IsNullOrWhiteSpace(source) || source.Contains('\0'))
            throw new PresageException(ErrorKind.Invalid, "unsupported-source", "A source is empty.", "Name a file or a folder.");

        if (source.Contains("://", StringComparison.Ordinal))
            throw new PresageException(
                ErrorKind.Invalid, "unsupported-source", $"The source '{source}' is an address, and only files and folders can be read.", "Download it and name the file.");

        var path = RealPath.Of(source);
        return _roots.Any(root => RealPath.IsWithin(path, root)) ? path : throw NotAllowed(source);
    }

    private PresageException NotAllowed(string source) => new(
        ErrorKind.Forbidden, "source-not-allowed",
        $"The source '{source}' lies outside of the folders that may be read.",
        $"Move it below {string.Join(" or ", _roots)}, or add its folder to {IngestionOptions.Section}:{nameof(IngestionOptions.AllowedRoots)}.");
}

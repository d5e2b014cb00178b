using Presage.Engine;

namespace Presage.Sources;

/// <summary>Finds the source of an address by what stands before <c>://</c>.</summary>
public sealed class SourceCatalog(IEnumerable<ISource> sources)
{
    private readonly Dictionary<string, ISource> _sources = sources
        .SelectMany(source => source.Schemes.Select(scheme => (scheme, source)))
        .ToDictionary(pair => pair.scheme, pair => pair.source, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="PresageException"><c>unsupported-source</c>.</exception>
    public ISource Of(string address) => _sources.TryGetValue(SchemeOf(address), out var source)
        ? source
        : throw new PresageException(
            ErrorKind.Invalid, "unsupported-source",
            $"The source '{address}' is an address, and only files and folders can be read.",
            address.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? "Write the path alone." : "Download it and name the file.");

    private static string SchemeOf(string address) =>
        address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var end ? address[..end] : "";
}

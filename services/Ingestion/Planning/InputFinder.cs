using Presage.Ingestion.Inputs;

namespace Presage.Ingestion.Planning;

/// <param name="Path">Real path.</param>
/// <param name="IsNamed">Whether the file itself was asked for, and not the folder it lies in.</param>
internal readonly record struct FoundFile(string Path, bool IsNamed);

/// <summary>Finds the files of a request.</summary>
internal sealed class InputFinder(AllowedPaths paths)
{
    /// <summary>Each file once; of a folder, the tables directly in it.</summary>
    public IReadOnlyList<FoundFile> Find(IEnumerable<string?> sources) => [.. sources.SelectMany(Find).DistinctBy(file => file.Path)];

    private IEnumerable<FoundFile> Find(string? source)
    {
        var path = paths.Resolve(source);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path).Where(SourceRecognition.IsTable).Order(StringComparer.Ordinal).Select(file => new FoundFile(paths.Resolve(file), false))
            : [new FoundFile(path, true)];
    }
}

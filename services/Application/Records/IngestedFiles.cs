using Presage.Hosting;
using Presage.Storage;

namespace Presage.Application.Records;

/// <summary>The files of an ingestion run, as its plan has them; a file's number is its place.</summary>
/// <param name="IsNumbered">Whether the run's records carry the number of their file.</param>
internal sealed record IngestedFiles(IReadOnlyList<IngestedFile> Files, bool IsNumbered = false)
{
    private static readonly IngestedFiles None = new([]);

    public static IngestedFiles Of(Run run) => run.Plan is { } plan ? Json.Read<IngestedFiles>(plan) : None;

    /// <summary>Numbers of those that may have records of a kind.</summary>
    public IReadOnlyList<int> Numbers(string kind) => [.. Files.Index().Where(item => item.Item.MayHave(kind)).Select(item => item.Index)];

    /// <summary>Numbers of those that fit what is given.</summary>
    public IReadOnlyList<int> Numbers(string? file, string? source) =>
        [.. Files.Index().Where(item => (file is null || item.Item.IsNamed(file)) && (source is null || item.Item.IsBelow(source)))
            .Select(item => item.Index)];
}

/// <param name="Path">Its address.</param>
/// <param name="Name">How it is named to people.</param>
/// <param name="Source">The kind of its records.</param>
internal sealed record IngestedFile(string Path, string Name, string Source)
{
    private static readonly char[] Separators = ['/', '\\', '!'];

    /// <summary>Telemetry may have columns of 0 and 1 that say of events.</summary>
    public bool MayHave(string kind) =>
        Source == kind || (Source == RecordKinds.Telemetry && RecordKinds.EventKindOf(kind) is not null);

    public bool IsNamed(string file) => Path == file || Name == file || Path[(Path.LastIndexOfAny(Separators) + 1)..] == file;

    public bool IsBelow(string source)
    {
        var folder = source.TrimEnd('/', '\\');
        return Path == folder || (Path.StartsWith(folder, StringComparison.Ordinal) && Separators.Contains(Path[folder.Length]));
    }
}

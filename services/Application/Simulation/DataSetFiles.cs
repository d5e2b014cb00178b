using Presage.Engine;
using Presage.Engine.Scenarios;

namespace Presage.Application.Simulation;

/// <summary>
/// The files of a data set in a directory. They are written under other names, which no one takes for a data set, and get their own when
/// all are whole; the telemetry last, without which nothing can be done with the others.
/// </summary>
internal sealed class DataSetFiles : IDisposable
{
    private const string Unfinished = ".unfinished";

    private readonly RecordKindNames _kinds;
    private readonly string _directory;
    private readonly List<string> _open = [];

    /// <exception cref="PresageException">There are such files already.</exception>
    public DataSetFiles(RecordKindNames kinds, string directory)
    {
        (_kinds, _directory) = (kinds, Path.GetFullPath(directory));
        CreateDirectory();
        foreach (var kind in new[] { kinds.Telemetry, kinds.Errors, kinds.Maintenance, kinds.Failures, kinds.Machines })
            if (kind is not null)
                RefuseExisting(kind);
    }

    /// <summary>Full paths, in the order in which they were begun.</summary>
    public IReadOnlyList<string> Paths => _open;

    public FileStream Create(RecordKindName kind)
    {
        var path = PathOf(kind, _kinds.Prefixes.FirstOrDefault(""));
        _open.Add(path);
        return new FileStream(path + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    public async Task WriteAsync(RecordKindName kind, string header, IEnumerable<string> lines, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(Create(kind));
        await writer.WriteAsync(header);
        foreach (var line in lines)
            await writer.WriteAsync(line.AsMemory(), cancellation);
    }

    public void Complete()
    {
        foreach (var path in Enumerable.Reverse(_open))
            File.Move(path + Unfinished, path);
    }

    /// <summary>Removes what is not finished.</summary>
    public void Dispose()
    {
        foreach (var path in _open)
            File.Delete(path + Unfinished);
    }

    private void CreateDirectory()
    {
        try
        {
            Directory.CreateDirectory(_directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PresageException(
                ErrorKind.Invalid, "unwritable-folder",
                $"The folder '{_directory}' cannot be made: {exception.Message.TrimEnd('.')}.", "Name another folder.", exception);
        }
    }

    private void RefuseExisting(RecordKindName kind)
    {
        foreach (var prefix in _kinds.Prefixes.Append(""))
        {
            if (File.Exists(PathOf(kind, prefix)))
            {
                throw new PresageException(
                    ErrorKind.Conflict, "files-exist", $"There is already a file '{PathOf(kind, prefix)}'.",
                    "Choose an empty directory, or remove the data set that is there.");
            }
        }
    }

    private string PathOf(RecordKindName kind, string prefix) => Path.Combine(_directory, $"{prefix}{kind.File}.csv");
}

using Presage.Engine;

namespace Presage.Sources.Files;

/// <summary>The files that this process can see, below the folders it may read.</summary>
public sealed class FileSource(AllowedPaths paths, SourceLimits limits) : ISource
{
    /// <summary>Whoever reads has a buffer of its own, and others may go on writing: that the file changed is noticed.</summary>
    private static readonly FileStreamOptions Reading = new()
    {
        Share = FileShare.ReadWrite,
        BufferSize = 0,
        Options = FileOptions.SequentialScan,
    };

    public IReadOnlyList<string> Schemes { get; } = [""];

    public async Task<IReadOnlyList<SourceObject>> ListAsync(string address, Func<string, bool> isWanted, CancellationToken cancellation)
    {
        var path = paths.Resolve(address);
        if (!Directory.Exists(path))
            return [await ObjectAtAsync(path, isNamed: true, cancellation)];

        // A link out of the allowed folders is refused only where it would be read.
        var wanted = Directory.EnumerateFiles(path).Where(file => isWanted(Path.GetFileName(file))).Order(StringComparer.Ordinal);
        return await Task.WhenAll(wanted.Select(file => ObjectAtAsync(paths.Resolve(file), isNamed: false, cancellation)));
    }

    public Task<Fingerprint?> FingerprintAsync(string address, CancellationToken cancellation)
    {
        var file = new FileInfo(address);
        return Task.FromResult(file.Exists ? new Fingerprint(address, file.Length, file.LastWriteTimeUtc) : null);
    }

    public Task<Stream> OpenAsync(string address, long offset, CancellationToken cancellation)
    {
        if (paths.Resolve(address) != address)
            throw new PresageException(
                ErrorKind.Conflict, "file-changed",
                $"'{address}' was replaced by a link while it was read.",
                "Ingest it again when nothing changes it.");

        try
        {
            RequireReadable(address);
            return Task.FromResult<Stream>(new FileStream(address, Reading) { Position = offset });
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new PresageException(
                ErrorKind.Forbidden, "unreadable-file", $"The file '{address}' may not be read.", "Give the right to read it.", exception);
        }
    }

    private async Task<SourceObject> ObjectAtAsync(string path, bool isNamed, CancellationToken cancellation) =>
        new(Path.GetFileName(path), isNamed, await FingerprintAsync(path, cancellation) ?? throw Missing(path));

    private void RequireReadable(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw Missing(path);

        // Pipes and devices have no length either, and opening them may never return.
        if (file.Length == 0)
            throw new PresageException(
                ErrorKind.Invalid, "empty-file", $"The file '{path}' is empty.", "Export it again, or leave it out.");

        if (file.Length > limits.Bytes)
            throw limits.TooLarge(path);
    }

    private static PresageException Missing(string path) =>
        new(ErrorKind.NotFound, "missing-file", $"There is no file '{path}'.", "Check the name.");
}

using Presage.Engine;

namespace Presage.Ingestion.Inputs;

/// <summary>Opens files as text.</summary>
internal sealed class InputFiles(AllowedPaths paths, IngestionOptions options)
{
    /// <param name="path">A real path; checked again, since links may have changed.</param>
    /// <exception cref="PresageException">The file is not there, may not be read or is too large.</exception>
    public Stream OpenRaw(string path)
    {
        if (paths.Resolve(path) != path)
            throw new PresageException(ErrorKind.Conflict, "file-changed", $"'{path}' was replaced by a link while it was read.", "Ingest it again when nothing changes it.");

        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
                throw new PresageException(ErrorKind.NotFound, "missing-file", $"There is no file '{path}'.", "Check the name.");

            // Pipes and devices have no length either, and opening them may never return.
            if (info.Length == 0)
                throw new PresageException(ErrorKind.Invalid, "empty-file", $"The file '{path}' is empty.", "Export it again, or leave it out.");

            if (info.Length > options.MaximumFileBytes)
                throw TooLarge(path, options);

            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new PresageException(ErrorKind.Invalid, "unreadable-file", $"The file '{path}' may not be read.", "Give the right to read it.", exception);
        }
    }

    public Stream OpenText(string path, bool isGzip) =>
        isGzip ? new GzipText(path, OpenRaw(path), options) : OpenRaw(path);

    /// <summary>The text from an offset on.</summary>
    public Stream OpenTextAt(string path, bool isGzip, long offset)
    {
        var stream = OpenText(path, isGzip);
        if (stream.CanSeek)
            stream.Position = offset;
        else
            Skip(stream, offset);

        return stream;
    }

    internal static PresageException TooLarge(string path, IngestionOptions options) => new(
        ErrorKind.TooLarge, "file-too-large",
        $"The file '{path}' has more than {options.MaximumFileBytes:N0} bytes.",
        $"Split it, or raise {IngestionOptions.Section}:{nameof(IngestionOptions.MaximumFileBytes)}.");

    private static void Skip(Stream stream, long bytes)
    {
        var buffer = new byte[(int)Math.Min(bytes, 1 << 16)];
        for (var read = 1; bytes > 0 && read > 0; bytes -= read)
            read = stream.Read(buffer, 0, (int)Math.Min(bytes, buffer.Length));
    }
}

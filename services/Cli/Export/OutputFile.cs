using Presage.Engine;

namespace Presage.Cli.Export;

/// <summary>Writes a file whole or not at all: under another name first, then renamed.</summary>
internal static class OutputFile
{
    public const string StandardOutput = "/dev/stdout";

    private const int BufferBytes = 1 << 16;

    /// <exception cref="PresageException">The file cannot be written.</exception>
    public static Task WriteAsync(string path, Func<TextWriter, Task> write) => WriteBytesAsync(path, async stream =>
    {
        await using var writer = new StreamWriter(stream, bufferSize: BufferBytes, leaveOpen: true);
        await write(writer);
    });

    /// <exception cref="PresageException">The file cannot be written.</exception>
    public static async Task WriteBytesAsync(string path, Func<Stream, Task> write)
    {
        // A device such as /dev/stdout is written to, not replaced.
        var temporary = path.StartsWith("/dev/", StringComparison.Ordinal) ? path : $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            // To write only: who also opens a pipe to read would never be told that nobody reads it any more. Without a buffer: with one, the last two writes to a pipe
            // may come in the wrong order.
            await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
                await write(stream);

            if (temporary != path)
                File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PresageException(
                ErrorKind.Unavailable, "unwritable-file", $"The file '{path}' cannot be written: {exception.Message.TrimEnd('.')}.", "Free space, or choose another file with --out.",
                exception);
        }
        finally
        {
            if (temporary != path && File.Exists(temporary))
                File.Delete(temporary);
        }
    }
}

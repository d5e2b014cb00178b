using Microsoft.Win32.SafeHandles;
using Presage.Engine;

namespace Presage.Application.Export;

/// <summary>
/// Writes a file whole or not at all: under another name first, then renamed. A device such as /dev/stdout is written to, not replaced.
/// </summary>
public static class OutputFile
{
    public const string StandardOutput = "/dev/stdout";

    private const string Devices = "/dev/";

    /// <param name="path">Its directory is made when it is missing.</param>
    /// <param name="write">Writes the content, and says what it was.</param>
    /// <exception cref="PresageException"><c>unwritable-file</c>; what was there before is as it was.</exception>
    public static async Task<T> WriteAsync<T>(string path, Func<Stream, Task<T>> write)
    {
        var temporary = path.StartsWith(Devices, StringComparison.Ordinal) ? path : $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
                Directory.CreateDirectory(directory);

            T written;
            await using (var stream = Open(temporary))
            {
                written = await write(stream);

                // Has whoever shares standard output go on behind what was written.
                if (stream.CanSeek)
                    _ = stream.SafeFileHandle;
            }

            if (temporary != path)
                File.Move(temporary, path, overwrite: true);

            return written;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PresageException(
                ErrorKind.Unavailable, "unwritable-file", $"The file '{path}' cannot be written: {exception.Message.TrimEnd('.')}.",
                "Free space, or choose another file.", exception);
        }
        finally
        {
            if (temporary != path)
                File.Delete(temporary);
        }
    }

    /// <summary>
    /// To write only: who also opens a pipe to read would never be told that nobody reads it any more. Without a buffer: with one, the last
    /// two writes to a pipe may come in the wrong order. Standard output is not opened anew: only its owner may, who in a container is
    /// another user.
    /// </summary>
    private static FileStream Open(string path) => path == StandardOutput
        ? new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0)
        : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
}

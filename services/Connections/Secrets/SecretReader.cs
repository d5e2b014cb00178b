using System.Text;
using Presage.Connections.Definitions;
using Presage.Engine;

namespace Presage.Connections.Secrets;

/// <summary>Fetches what references of a definition lead to, each time that it is needed, so that a changed one counts at once.</summary>
internal static class SecretReader
{
    private const string Variable = "env:";
    private const string File = "file:";
    private const int MaximumBytes = 4096;

    /// <exception cref="PresageException"><c>missing-secret</c>; the message names the reference, never what it leads to.</exception>
    public static string Read(SecretText text)
    {
        if (!text.IsReference)
            return text.Text;

        var value = text.Text.StartsWith(Variable, StringComparison.Ordinal)
            ? Environment.GetEnvironmentVariable(text.Text[Variable.Length..])
            : FileText(text.Text, text.Text[File.Length..]);
        return string.IsNullOrWhiteSpace(value) ? throw Missing(text.Text, "is empty or not there") : value.Trim();
    }

    private static string FileText(string reference, string path)
    {
        try
        {
            using var file = System.IO.File.OpenRead(path);
            var bytes = new byte[MaximumBytes + 1];
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return read <= MaximumBytes
                ? Encoding.UTF8.GetString(bytes.AsSpan(0, read))
                : throw Missing(reference, $"has more than {MaximumBytes} bytes");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Missing(reference, $"cannot be read ({exception.GetType().Name})", exception);
        }
    }

    private static PresageException Missing(string reference, string why, Exception? inner = null) => new(
        ErrorKind.Invalid, "missing-secret", $"The secret {reference} {why}.",
        "Give it to the process that delivers: in its environment, or as a file that it can read.", inner);
}

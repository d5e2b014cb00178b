using System.Text;
using Presage.Engine;

namespace Presage.Scenarios;

/// <summary>Reads the text of a file that a person wrote: in UTF-8, and of a size that a person writes.</summary>
public static class YamlFile
{
    private const long MaximumBytes = 1 << 20;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="what">What the file should be, such as <c>scenario</c>; the errors' codes have it, too.</param>
    /// <exception cref="PresageException">It cannot be read, or is no text of a file of this kind; the code says which.</exception>
    public static string Read(string path, string what)
    {
        if (Directory.Exists(path))
            throw Bad(path, what, "is a folder");

        try
        {
            // Pipes and devices have no length and may have no end.
            var length = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) is FileInfo target
                ? target.Length
                : new FileInfo(path).Length;
            if (length == 0)
                throw Bad(path, what, "is empty, or it is a pipe or a device");

            if (length > MaximumBytes)
                throw Bad(path, what, $"has {length:N0} bytes, more than the {MaximumBytes:N0} of any {what}", ErrorKind.TooLarge);

            return Decode(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException exception)
        {
            throw new PresageException(
                ErrorKind.Invalid, $"bad-{what}", $"The file '{path}' is not text in UTF-8.", $"Write the {what} in UTF-8.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PresageException(
                ErrorKind.Invalid, $"unreadable-{what}", $"The {what} '{path}' cannot be read: {exception.Message.TrimEnd('.')}.",
                "Make the file readable.", exception);
        }
    }

    private static string Decode(byte[] bytes) => s_strict.GetString(bytes is [0xef, 0xbb, 0xbf, ..] ? bytes.AsSpan(3) : bytes);

    private static PresageException Bad(string path, string what, string why, ErrorKind kind = ErrorKind.Invalid) => new(
        kind, $"bad-{what}", $"'{path}' is no {what}: it {why}.", $"Name the YAML file that describes the {what}.");
}

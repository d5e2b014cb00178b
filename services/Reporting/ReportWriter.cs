using System.Text;
using Presage.Engine;
using Presage.Reporting.Data;

namespace Presage.Reporting;

/// <summary>Writes the report on a result set or a run as one HTML file.</summary>
public sealed class ReportWriter(ReportReader reader)
{
    /// <param name="subject">Name of a result set, or id of a run.</param>
    /// <param name="path">The file; it is replaced at once when the report is complete, and left as it is when something goes wrong.</param>
    /// <exception cref="PresageException"><c>unknown-subject</c>, <c>unwritable-file</c>.</exception>
    public async Task WriteAsync(string subject, string path, CancellationToken cancellation)
    {
        var page = ReportPage.Of(await reader.ReadAsync(subject, cancellation)).ToString();
        var unfinished = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
                Directory.CreateDirectory(directory);

            await File.WriteAllTextAsync(unfinished, page, new UTF8Encoding(false), cancellation);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PresageException(
                ErrorKind.Unavailable, "unwritable-file", $"The report cannot be written to '{path}': {exception.Message}", "Choose another file with --out.", exception);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}

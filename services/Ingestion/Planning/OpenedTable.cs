using Presage.Ingestion.Csv;
using Presage.Ingestion.Records;
using Presage.Sources.Text;

namespace Presage.Ingestion.Planning;

/// <summary>A table whose header was read and whose rows can be read from there on.</summary>
internal sealed record OpenedTable(ObjectText Text, CsvHead Head) : IDisposable
{
    /// <param name="name">What is read, for messages.</param>
    /// <param name="known">By whose names the header is found.</param>
    /// <exception cref="Engine.PresageException">It is no table of text; then the text is closed.</exception>
    public static OpenedTable Of(ObjectText text, string name, KnownColumns? known = null)
    {
        try
        {
            return new OpenedTable(text, CsvHead.Of(text.Head.Span, text.IsWhole, name, known));
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    public void Dispose() => Text.Dispose();
}

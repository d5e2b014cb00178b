using Presage.Engine;

namespace Presage.Ingestion.Csv;

/// <summary>What a text may not exceed.</summary>
/// <param name="Name">What is read, for messages.</param>
/// <param name="RowBytes">Most bytes of a row.</param>
/// <param name="Lines">Most lines.</param>
internal sealed record TextLimits(string Name, int RowBytes, long Lines)
{
    public static TextLimits Of(IngestionOptions options, string name) => new(name, options.MaximumRowBytes, options.MaximumRows);

    public PresageException RowTooLong(long line) => new(
        ErrorKind.TooLarge, "row-too-long",
        $"The row on line {line:N0} of '{Name}' has more than {RowBytes:N0} bytes.",
        "Check that the file is a table of text with line ends and that quotes are closed.");

    public PresageException TooManyLines() => new(
        ErrorKind.TooLarge, "too-many-rows",
        $"The file '{Name}' has more than {Lines:N0} lines.",
        $"Split it, or raise {IngestionOptions.Section}:{nameof(IngestionOptions.MaximumRows)}.");
}

namespace Presage.Ingestion.Csv;

/// <summary>How a file tells fields and rows apart.</summary>
/// <param name="Separator">Comma, semicolon, tab or bar.</param>
/// <param name="LineEnd">
/// Line feed; carriage return in files that have no line feeds. A carriage return before a line feed belongs to the line end.
/// </param>
internal readonly record struct CsvFormat(byte Separator, byte LineEnd)
{
    public const byte Quote = (byte)'"';
}

namespace Presage.Ingestion.Cells;

/// <summary>Reads the numbers of a column.</summary>
internal sealed class NumberColumn(ColumnLayout layout, MissingCells missing)
{
    /// <summary>Whether a number that is written plainly is its value.</summary>
    public bool IsPlain { get; } = layout is { Form: not NumberForm.Comma, Factor: 1, Offset: 0 } && !missing.AreDeclared;

    public CellContent Read(ReadOnlySpan<byte> text, out double value)
    {
        if (!NumberText.TryParse(text, layout.Form, out value))
            return missing.Is(text) ? CellContent.Missing : CellContent.Unparsable;

        if (missing.AreDeclared && (missing.Is(value) || missing.Is(text)))
            return CellContent.Missing;

        value = (value * layout.Factor) + layout.Offset;
        return double.IsFinite(value) ? CellContent.Value : CellContent.Unparsable;
    }
}

internal enum CellContent
{
    Value,
    Missing,
    Unparsable,
}

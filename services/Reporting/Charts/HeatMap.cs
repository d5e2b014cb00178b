namespace Presage.Reporting.Charts;

/// <summary>A matrix of coloured cells with their values.</summary>
public static class HeatMap
{
    private const int LongestName = 24;
    private const int Top = 40;

    /// <summary>Of the strongest cell, so that its text can be read in light and in dark.</summary>
    private const double FullOpacity = 0.5;

    /// <param name="cells">[row][column].</param>
    public static Markup Of(
        string title, string description, IReadOnlyList<string> rows, IReadOnlyList<string> columns, HeatCell[][] cells,
        string rowLabel, string columnLabel, int cellHeight = 34)
    {
        var left = 12 + (int)(6.3 * rows.Select(row => Math.Min(LongestName, row.Length)).DefaultIfEmpty(0).Max());
        var width = 100.0 / columns.Count;
        return PlotFrame.Open(title, description, Top + (rows.Count * cellHeight) + 6, left, 8, Markup.Of(
            $"""
            <g class="axis">{RowLabel()}<text class="name end" x="100%" y="11">{columnLabel}</text>
            {columns.Select(ColumnName)}
            {rows.Select(RowName)}</g>
            {cells.SelectMany((line, row) => line.Select((cell, column) => CellAt(cell, row, column)))}
            """));

        Markup RowLabel() => Markup.Of($"""<text class="name" x="{-left}" y="{Top - 8}">{rowLabel}</text>""");

        Markup ColumnName(string column, int i) =>
            Markup.Of($"""<text class="mid" x="{(i + 0.5) * width:0.##}%" y="{Top - 8}">{column}</text>""");

        Markup RowName(string row, int i) => Markup.Of(
            $"""<text class="end" x="-7" y="{Top + ((i + 0.5) * cellHeight) + 4:0.#}">{Format.Short(row, LongestName)}</text>""");

        Markup CellAt(HeatCell cell, int row, int column) => Cell(cell, column * width, width, Top + (row * cellHeight), cellHeight);
    }

    private static Markup Cell(HeatCell cell, double x, double width, int y, int height)
    {
        var (colour, opacity) = (Palette.Class(cell.Colour), Math.Clamp(cell.Strength, 0, 1) * FullOpacity);
        return Markup.Of(
            $"""
            <g><rect class="cell {colour}" x="{x:0.##}%" width="{width:0.##}%" y="{y}" height="{height}" fill-opacity="{opacity:0.###}"/>
            <text class="mid" x="{x + (width / 2):0.##}%" y="{y + (height / 2) + 4}">{cell.Text}</text><title>{cell.Tip}</title></g>
            """);
    }
}

/// <param name="Strength">0 is the page's colour, 1 the strongest.</param>
public readonly record struct HeatCell(string Text, double Strength, int Colour, string Tip);

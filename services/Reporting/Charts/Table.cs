namespace Presage.Reporting.Charts;

/// <summary>A table. With many columns it turns into cards on a narrow screen.</summary>
public static class Table
{
    public static Markup Of(string caption, IReadOnlyList<Column> columns, IEnumerable<Markup[]> rows, bool asCards = false) => Markup.Of(
        $"""
        <div class="scroll"><table class="{(asCards ? "cards" : "")}"><caption>{caption}</caption>
        <thead><tr>{columns.Select(Head)}</tr></thead>
        <tbody>{rows.Select(row => Markup.Of($"<tr>{row.Select((cell, i) => Cell(columns[i], cell, i))}</tr>\n"))}</tbody></table></div>
        """);

    /// <summary>Cells of plain text.</summary>
    public static Markup[] Row(params string[] cells) => [.. cells.Select(cell => Markup.Of($"{cell}"))];

    private static Markup Head(Column column) => Markup.Of($"""<th scope="col" class="{Class(column)}">{column.Name}</th>""");

    private static Markup Cell(Column column, Markup cell, int index) => index == 0
        ? Markup.Of($"""<th scope="row" data-label="{column.Name}" class="{Class(column)}">{cell}</th>""")
        : Markup.Of($"""<td data-label="{column.Name}" class="{Class(column)}">{cell}</td>""");

    private static string Class(Column column) => column switch { { IsNumber: true } => "number", { IsTime: true } => "time", _ => "" };
}

/// <param name="IsNumber">Aligned to the right.</param>
/// <param name="IsTime">Not broken over lines.</param>
public readonly record struct Column(string Name, bool IsNumber = false, bool IsTime = false)
{
    public static implicit operator Column(string name) => new(name);

    public static Column Number(string name) => new(name, IsNumber: true);

    public static Column Time(string name) => new(name, IsTime: true);
}

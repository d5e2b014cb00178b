using Spectre.Console;

namespace Presage.Cli.Output;

/// <summary>Tables as they look everywhere: plain, first column left, figures right.</summary>
internal static class Tables
{
    /// <param name="columns">Names; one that begins with '#' holds figures and is aligned right.</param>
    public static Table Create(params IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(column.StartsWith('#')
                ? new TableColumn(Markup.Escape(column[1..])).RightAligned()
                : new TableColumn(Markup.Escape(column)));

        return table;
    }

    public static void Row(this Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}

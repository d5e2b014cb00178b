using Spectre.Console;

namespace Presage.Cli.Output;

/// <summary>Tables as they look everywhere: plain, first column left, figures right.</summary>
internal static class Grids
{
    /// <param name="title">Null for none.</param>
    /// <param name="columns">Names; one that begins with '#' holds figures and is aligned right.</param>
    public static Table Create(string? title, params IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        if (title is not null)
            table.Title(Markup.Escape(title)).LeftAligned();

        foreach (var column in columns)
            table.AddColumn(column.StartsWith('#') ? new TableColumn(Markup.Escape(column[1..])).RightAligned() : new TableColumn(Markup.Escape(column)));

        return table;
    }

    public static void Row(this Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}

namespace Presage.Ingestion.Cells;

/// <summary>How the cells of a file are written, as it was judged or declared when it was planned; plain where it says nothing.</summary>
internal sealed record TableLayout
{
    public static TableLayout Plain { get; } = new();

    public TimeLayout Time { get; init; } = TimeLayout.Plain;

    /// <summary>
    /// The columns that the table had when the file was planned, as the scenario names them; a wider one can have others between them.
    /// </summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Position of the date where it stands apart from the time of day.</summary>
    public int? DateColumn { get; init; }

    /// <summary>The machine that all rows are of when no column names it.</summary>
    public string? Machine { get; init; }

    /// <summary>How the columns after machine and time are written; null when all are plain.</summary>
    public IReadOnlyList<ColumnLayout>? Columns { get; init; }

    /// <summary>Position of a field that every row has after the last column and that is empty.</summary>
    public int? EmptyColumn { get; init; }
}

/// <summary>How the numbers of a column are written.</summary>
/// <param name="Factor">What they are multiplied by to have the scenario's unit.</param>
/// <param name="Offset">What is added then.</param>
internal sealed record ColumnLayout(NumberForm Form = NumberForm.Plain, double Factor = 1, double Offset = 0);

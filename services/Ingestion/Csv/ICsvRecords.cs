namespace Presage.Ingestion.Csv;

/// <summary>Reads the rows of a table into the intake of its records.</summary>
internal interface ICsvRecords
{
    /// <summary>Gives the record of a row to the intake; returns the reason why it is refused, or null.</summary>
    string? Add(CsvReader row);

    /// <summary>Rows that were taken less the records in them, where a row may have none or several.</summary>
    long RowsBesides => 0;
}

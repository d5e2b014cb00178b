namespace Presage.Engine.Scenarios;

/// <summary>How the files of each kind of record are recognised.</summary>
/// <param name="Prefixes">Optional beginnings of file names, such as <c>PdM_</c>; a file is recognised with any of them and
/// without.</param>
/// <param name="Errors">Null when the scenario has no errors; likewise maintenance and machines.</param>
public sealed record RecordKindNames(
    IReadOnlyList<string> Prefixes,
    RecordKindName Telemetry,
    RecordKindName? Errors,
    RecordKindName? Maintenance,
    RecordKindName Failures,
    RecordKindName? Machines)
{
    /// <summary>Columns of the telemetry when it has a row for each value; null when it has a column for each sensor.</summary>
    public LongLayout? Long { get; init; }

    /// <summary>Those that the scenario has.</summary>
    public IEnumerable<RecordKindName> All => new[] { Telemetry, Errors, Maintenance, Failures, Machines }.OfType<RecordKindName>();
}

/// <summary>How a kind of record is named.</summary>
/// <param name="File">File name without prefix and ending.</param>
/// <param name="CodeColumn">Column with the error type or component; null for telemetry and machines, and where there are flags.</param>
public sealed record RecordKindName(string File, string? CodeColumn = null)
{
    /// <summary>How its files are written; null when that is as the scenario says it of all.</summary>
    public ReadingSettings? Reading { get; init; }

    /// <summary>Other names of the column with the code.</summary>
    public IReadOnlyList<string> CodeAliases { get; init; } = [];

    /// <summary>Columns of 0 and 1 instead of a column with the code; empty when there is that one.</summary>
    public IReadOnlyList<FlagColumn> Flags { get; init; } = [];
}

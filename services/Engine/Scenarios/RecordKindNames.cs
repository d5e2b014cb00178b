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
    RecordKindName? Machines);

/// <summary>How a kind of record is named.</summary>
/// <param name="File">File name without prefix and ending.</param>
/// <param name="CodeColumn">Column with the error type or component; null for telemetry and machines.</param>
public sealed record RecordKindName(string File, string? CodeColumn = null);

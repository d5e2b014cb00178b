namespace Presage.Engine.Scenarios;

/// <summary>How files of each source are recognised: the file's name without prefix and ending, and the column with the record's code.</summary>
/// <param name="Prefixes">Optional beginnings of file names, such as <c>PdM_</c>; a file is recognised with any of them and without.</param>
/// <param name="Errors">Null when the scenario has no errors; likewise maintenance and machines.</param>
public sealed record SourceNames(
    IReadOnlyList<string> Prefixes, SourceFile Telemetry, SourceFile? Errors, SourceFile? Maintenance, SourceFile Failures, SourceFile? Machines);

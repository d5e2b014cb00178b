namespace Presage.Engine.Scenarios;

/// <summary>One source of records.</summary>
/// <param name="File">File name without prefix and ending.</param>
/// <param name="CodeColumn">Column with the error type or component; null for telemetry and machines.</param>
public sealed record SourceFile(string File, string? CodeColumn = null);

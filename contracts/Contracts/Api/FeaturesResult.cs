namespace Presage.Contracts.Api;

public sealed record FeaturesResult(string Run, long Rows, IReadOnlyList<string> Columns, double Seconds);

namespace Presage.Contracts.Api;

public sealed record FeaturesResult(string Run, long Rows, IReadOnlyList<string> Columns, double Seconds)
{
    /// <summary>What a person should know though nothing failed.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

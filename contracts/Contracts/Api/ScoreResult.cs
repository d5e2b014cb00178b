namespace Presage.Contracts.Api;

/// <param name="Alarms">Alarms that this run raised.</param>
public sealed record ScoreResult(
    string Run, string Results, string Model, int Version, long Rows, long Written, long Unchanged, long Alarms, double Seconds)
{
    /// <summary>What a person should know though nothing failed.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

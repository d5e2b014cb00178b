namespace Presage.Scoring;

/// <summary>Section <c>Scoring</c>.</summary>
public sealed record ScoringOptions
{
    public const string Section = "Scoring";

    /// <summary>Slices that a process works on at a time; one for each processor by default.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Rows are explained in which some component's probability is at least this share of its threshold. 0 explains every row: some 5 µs with boosted
    /// trees, some 100 µs with a large forest; 1 explains the alarms only.
    /// </summary>
    public double ExplainFrom { get; init; }
}

using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Hosting.Settings;

namespace Presage.Scoring;

/// <summary>Section <c>Scoring</c>.</summary>
public sealed record ScoringOptions
{
    public const string Section = "Scoring";

    /// <summary>Slices that a process works on at a time; one for each processor by default.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Rows are explained in which some component's probability is at least this share of its threshold. 0 explains every row, which takes
    /// some 5 µs a row; 1 explains the alarms only.
    /// </summary>
    public double ExplainFrom { get; init; }

    /// <summary>
    /// The same for random forests. Their trees have hundreds of times the leaves: exact reasons take from 100 µs a row to a millisecond
    /// where the forest was trained on many rows, so by default rows that are far from an alarm have none.
    /// </summary>
    public double ExplainForestsFrom { get; init; } = 0.5;

    internal double ExplainFromOf(string algorithm) => algorithm == Trainers.RandomForest ? ExplainForestsFrom : ExplainFrom;

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public ScoringOptions Validated()
    {
        Require(Concurrency >= 1, nameof(Concurrency), "1 or more");
        Require(ExplainFrom >= 0, nameof(ExplainFrom), "zero or more");
        Require(ExplainForestsFrom >= 0, nameof(ExplainForestsFrom), "zero or more");
        return this;
    }

    private static void Require(bool isRight, string name, string range) => OptionRule.Require(isRight, Section, name, range);
}

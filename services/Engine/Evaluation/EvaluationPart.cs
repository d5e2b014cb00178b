namespace Presage.Engine.Evaluation;

/// <summary>
/// What some machines add to an evaluation: exact counts, so that parts of disjoint sets of machines give the same figures in whatever order and grouping they
/// are merged. Can be written and read as JSON.
/// </summary>
/// <param name="Rows">Predictions, with those of unknown label.</param>
/// <param name="Unlabelled">Predictions whose T + H lies after the last moment failures are known for; left out of everything that is counted by row.</param>
/// <param name="Confusion">[actual][predicted] labelled rows; 0 is healthy, component c is c + 1.</param>
/// <param name="ObservedMilliseconds">Sum over the machines of the time from the first to the last labelled row.</param>
public sealed record EvaluationPart(
    int Machines, long Rows, long Unlabelled, long[][] Confusion, ComponentPart[] Components, long ObservedMilliseconds)
{
    public static EvaluationPart Empty(int components) => throw new NotImplementedException();

    /// <summary>Counts one machine.</summary>
    public static EvaluationPart Of(MachineOutcome outcome, EvaluationSettings settings) => throw new NotImplementedException();

    /// <summary>Adds parts up; they must be at least one, of disjoint machines, and have the same components.</summary>
    public static EvaluationPart Merge(IReadOnlyList<EvaluationPart> parts) => throw new NotImplementedException();
}

/// <summary>The counts of one component.</summary>
/// <param name="Scores">Labelled rows by predicted probability.</param>
/// <param name="TruePositives">Labelled rows at or above their threshold with a failure of the component in (T, T + H].</param>
/// <param name="Events">At the rows' own thresholds.</param>
/// <param name="Sweep">At each of <see cref="ThresholdGrid.Values"/>.</param>
public sealed record ComponentPart(
    ScoreCounts Scores, long TruePositives, long FalsePositives, long FalseNegatives, EventCounts Events, LeadTimes LeadTimes, EventCounts[] Sweep);

/// <summary>Rows by distinct score; all three in ascending order of the score.</summary>
public sealed record ScoreCounts(double[] Scores, long[] Positives, long[] Negatives);

/// <summary>Failures and alarms; see <see cref="EventMetrics"/>.</summary>
public readonly record struct EventCounts(long Failures, long Warned, long Alarms, long FalseAlarms);

/// <summary>Warned failures by lead time, ascending.</summary>
public sealed record LeadTimes(long[] Milliseconds, long[] Counts);

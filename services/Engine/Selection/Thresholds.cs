using Presage.Engine.Evaluation;

namespace Presage.Engine.Selection;

/// <summary>Chooses alarm thresholds, one a component, from predictions of a block that the classifier has not seen.</summary>
public static class Thresholds
{
    /// <summary>A threshold that no probability reaches.</summary>
    public static double Never { get; } = Math.BitIncrement(1.0);

    /// <summary>Cost-optimal threshold of a calibrated probability: an alarm pays where p × (missed - prevented) &gt; (1 - p) × false alarm.</summary>
    public static double Expected(Scenarios.Costs costs) => throw new NotImplementedException();

    /// <summary>By cost of failures and alarms on the block.</summary>
    public static double[] ByCost(IReadOnlyList<MachineOutcome> block, EvaluationSettings settings) => throw new NotImplementedException();

    /// <summary>The lowest threshold, the same for all components, that raises no more alarms a week on all machines together.</summary>
    public static double[] ByAlarmBudget(IReadOnlyList<MachineOutcome> block, double alarmsPerWeek, EvaluationSettings settings) =>
        throw new NotImplementedException();
}

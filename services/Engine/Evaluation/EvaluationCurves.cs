namespace Presage.Engine.Evaluation;

/// <summary>What the report draws.</summary>
/// <param name="Components">By name, in the order of the predictions.</param>
/// <param name="Cost">Cost of all components against one threshold for all, ascending; see <see cref="ThresholdGrid"/>.</param>
public sealed record EvaluationCurves(IReadOnlyDictionary<string, ComponentCurves> Components, IReadOnlyList<CostPoint> Cost)
{
    public static EvaluationCurves Of(EvaluationPart part, EvaluationSettings settings) => new(
        settings.Components.Zip(part.Components).ToDictionary(pair => pair.First, pair => ComponentCurves.Of(pair.Second, settings.Costs)),
        [
            .. ThresholdGrid.Values.Select((threshold, i) => new CostPoint(
                threshold, EventCounts.Sum(part.Components.Select(component => component.Sweep[i])).Cost(settings.Costs))),
        ]);
}

public readonly record struct CostPoint(double Threshold, double Cost);

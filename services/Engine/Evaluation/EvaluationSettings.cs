using Presage.Engine.Scenarios;

namespace Presage.Engine.Evaluation;

/// <summary>What figures are to be made with; parts that are merged must have been made with the same.</summary>
/// <param name="Components">Names of the components, in the order of the predictions.</param>
public sealed record EvaluationSettings(IReadOnlyList<string> Components, Costs Costs, AlarmSettings Alarms)
{
    public static EvaluationSettings Of(Scenario scenario) => new(scenario.Components, scenario.Costs, scenario.Alarms);
}

using Presage.Engine.Alarms;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Evaluation;

/// <summary>What figures are to be made with; parts that are merged must have been made with the same.</summary>
/// <param name="Components">Names of the components, in the order of the predictions.</param>
/// <param name="Recovery">See <see cref="AlarmRule"/>; milliseconds.</param>
public sealed record EvaluationSettings(IReadOnlyList<string> Components, Costs Costs, long Recovery = AlarmRule.Recovery);

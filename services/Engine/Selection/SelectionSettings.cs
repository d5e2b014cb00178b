using Presage.Engine.Evaluation;

namespace Presage.Engine.Selection;

/// <param name="AlarmsPerWeek">Chooses thresholds by a budget of alarms a week on all machines together; null chooses them by cost.</param>
public sealed record SelectionSettings(EvaluationSettings Evaluation, double? AlarmsPerWeek = null);

using Presage.Contracts.Api;
using Presage.Engine.Evaluation;

namespace Presage.Hosting.Results;

/// <summary>The engine's figures as documents carry them.</summary>
public static class EvaluationDocuments
{
    public static EvaluationFigures ToFigures(this EvaluationMetrics metrics) => new(
        metrics.Rows, metrics.Unlabelled, metrics.Confusion, metrics.Accuracy, metrics.Precision, metrics.Recall, metrics.F1,
        metrics.Components.ToDictionary(component => component.Key, component => Of(component.Value)), Of(metrics.Events))
    {
        Skill = metrics.Skill?.ToFigures(),
    };

    private static ComponentFigures Of(ComponentMetrics component) => new(
        component.Precision, component.Recall, component.F1, component.PrAuc ?? 0, component.Brier, component.CalibrationError)
    {
        Skill = component.Skill?.ToFigures(),
    };

    private static EventFigures Of(EventMetrics events) => new(
        events.Failures, events.Warned, events.Recall,
        new(events.LeadTimeHours.P10, events.LeadTimeHours.P50, events.LeadTimeHours.P90), events.FalseAlarms,
        events.FalseAlarmsPerMachineMonth, events.Cost, events.Saved, events.Alarms, events.Renewed, events.Decided, events.Undecided,
        events.Precision, events.HoursInAlarm, events.ShareInAlarm);
}

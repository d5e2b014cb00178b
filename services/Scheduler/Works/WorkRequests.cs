using Presage.Contracts;
using Presage.Scenarios;

namespace Presage.Scheduler.Works;

/// <summary>What a step asks other services for.</summary>
internal static class WorkRequests
{
    public static NewDataArrived Ingestion(string run, StepArguments step, bool isBulk) => new(
        run, step.Text("dataset"), step.OptionalText("scenario"), step.List("paths"), ErrorBudget: step.OptionalNumber("error-budget"),
        Bulk: Bulk(isBulk));

    /// <param name="asOf">Up to when records count.</param>
    public static StartTraining Training(string run, StepArguments step, DateTime asOf, bool isBulk) => new(
        run, step.Text("dataset"), step.Time("from"), step.Time("to"), step.OptionalText("model"), step.OptionalText("algorithm"),
        step.OptionalText("preset"), step.OptionalDuration("horizon")?.TotalHours, step.OptionalWhole("trials"),
        step.OptionalWhole("seed") ?? 1, asOf, step.OptionalText("search"), step.OptionalDuration("budget")?.TotalSeconds,
        step.OptionalWhole("folds"), Bulk: Bulk(isBulk));

    /// <param name="model">With its version.</param>
    /// <inheritdoc cref="Training" path="/param"/>
    public static StartScoring Scoring(string run, StepArguments step, string model, DateTime asOf, bool isBulk) => new(
        run, step.Text("dataset"), step.Time("from"), step.Time("to"), step.Text("results"), model, asOf, Bulk: Bulk(isBulk));

    public static StartEvaluation Evaluation(string run, StepArguments step, bool isBulk) =>
        new(run, step.Text("results"), step.OptionalNumber("threshold"), Bulk(isBulk));

    private static bool? Bulk(bool isBulk) => isBulk ? true : null;
}

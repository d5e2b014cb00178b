using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Hosting.DataSets;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Monitoring;

/// <summary>Judges the predictions of some machines against what became of them.</summary>
public sealed class SliceEvaluator(IPredictions predictions, MachineEventsReader events, DataSetCatalog catalog)
{
    public async Task<EvaluationPart> EvaluateAsync(EvaluationPlan plan, int first, int count, CancellationToken cancellation)
    {
        var settings = await SettingsAsync(plan.Dataset, cancellation);
        var results = (await predictions.FindAsync(plan.Results, cancellation))!;
        var parts = new List<EvaluationPart> { EvaluationPart.Empty(settings.Components.Count) };
        foreach (var machine in plan.Machines.Skip(first).Take(count))
        {
            var outcome = await OutcomeAsync(plan, results, machine, cancellation);
            parts.Add(EvaluationPart.Of(plan.Threshold is { } above ? outcome.WithThreshold(above) : outcome, settings));
        }

        return EvaluationPart.Merge(parts);
    }

    public async Task<EvaluationSettings> SettingsAsync(string dataset, CancellationToken cancellation)
    {
        var (_, scenario) = await catalog.GetAsync(dataset, cancellation);
        return new EvaluationSettings(scenario.Components, scenario.Costs);
    }

    private async Task<MachineOutcome> OutcomeAsync(EvaluationPlan plan, ResultSet results, string machine, CancellationToken cancellation)
    {
        var became = await events.ReadAsync(plan.Dataset, results.Components, machine, plan.FailuresKnownUntil, plan.AsOf, cancellation);
        var rows = new List<Prediction>();
        await foreach (var row in predictions.ReadAsync(plan.Results, machine, DateTime.MinValue, DateTime.MaxValue, cancellation))
            rows.Add(row);

        return MachineOutcomes.Of(became, rows, results, UnixTime.FromDateTime(plan.FailuresKnownUntil));
    }
}

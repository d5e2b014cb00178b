using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Selection;
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
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, cancellation);
        var parts = new List<EvaluationPart> { EvaluationPart.Empty(settings.Components.Count) };
        string[] machines = [.. plan.Machines.Skip(first).Take(count)];
        var left = (await events.ReadAsync(
            plan.Dataset, scenario, machines, plan.FailuresKnownUntil, plan.AsOf, cancellation))
            .ToDictionary(became => became.Machine);
        await foreach (var rows in predictions.ReadAsync(plan.Results, machines, DateTime.MinValue, DateTime.MaxValue, cancellation)
            .ByMachine(cancellation))
        {
            left.Remove(rows[0].Machine, out var became);
            parts.Add(PartOf(became!, rows));
        }

        parts.AddRange(left.Values.Select(became => PartOf(became, [])));
        return EvaluationPart.Merge(parts);

        EvaluationPart PartOf(MachineEvents became, IReadOnlyList<Prediction> rows)
        {
            var outcome = MachineOutcomes.Of(became, rows, results, UnixTime.FromDateTime(plan.FailuresKnownUntil));
            return EvaluationPart.Of(plan.Threshold is { } above ? outcome.WithThreshold(above) : outcome, settings);
        }
    }

    public async Task<EvaluationSettings> SettingsAsync(string dataset, CancellationToken cancellation)
    {
        var (_, scenario) = await catalog.GetAsync(dataset, cancellation);
        return EvaluationSettings.Of(scenario);
    }
}

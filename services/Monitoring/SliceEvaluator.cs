using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Selection;
using Presage.Hosting.DataSets;
using Presage.Hosting.Models;
using Presage.Hosting.Results;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Monitoring;

/// <summary>Judges the predictions of some machines against what became of them.</summary>
public sealed class SliceEvaluator(IPredictions predictions, MachineEventsReader events, DataSetCatalog catalog, ModelRanges ranges)
{
    public async Task<EvaluatedSlice> EvaluateAsync(EvaluationPlan plan, int first, int count, CancellationToken cancellation)
    {
        var results = (await predictions.FindAsync(plan.Results, cancellation))!;
        var settings = await SettingsAsync(plan, results, cancellation);
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, plan.AsOf, cancellation);
        var (knownUntil, gap) = (UnixTime.FromDateTime(plan.FailuresKnownUntil), UnixTime.FromTimeSpan(scenario.Observation.Gap));
        var parts = new List<EvaluationPart> { EvaluationPart.Empty(settings.Components.Count) };
        var versions = new List<VersionRows>();
        var lineages = new Dictionary<(string Model, int Version), ModelLineage?>();
        string[] machines = [.. plan.Machines.Skip(first).Take(count)];
        var left = (await events.ReadAsync(
            plan.Dataset, scenario, machines, plan.FailuresKnownUntil, plan.AsOf, cancellation))
            .ToDictionary(became => became.Machine);
        await foreach (var rows in predictions.ReadAsync(plan.Results, machines, DateTime.MinValue, DateTime.MaxValue, cancellation)
            .ByMachine(cancellation))
        {
            left.Remove(rows[0].Machine, out var became);
            parts.Add(PartOf(became!, rows));
            versions.AddRange(await ranges.OfAsync(rows, plan.Dataset, lineages, cancellation));
        }

        parts.AddRange(left.Values.Select(became => PartOf(became, [])));
        return new EvaluatedSlice(EvaluationPart.Merge(parts), VersionRows.Merge(versions));

        EvaluationPart PartOf(MachineEvents became, IReadOnlyList<Prediction> rows)
        {
            var outcome = MachineOutcomes.Of(became, rows, results, knownUntil);
            return EvaluationPart.Of(plan.Threshold is { } above ? outcome.WithThreshold(above) : outcome, settings)
                .WithUnknown(outcome, knownUntil, gap);
        }
    }

    /// <summary>A data set that was widened since may have more components than its result sets.</summary>
    public async Task<EvaluationSettings> SettingsAsync(EvaluationPlan plan, ResultSet? results, CancellationToken cancellation)
    {
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, plan.AsOf, cancellation);
        var settings = EvaluationSettings.Of(scenario);
        return results is null ? settings : settings with { Components = results.Components };
    }
}

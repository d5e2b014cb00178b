using Presage.Contracts;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Training.Data;

/// <summary>
/// Makes the binned matrix of a run from its feature slices in two passes, the first for cut points and labels, the second for the bins, so
/// that raw values are never in memory all at once.
/// </summary>
public sealed class TrainingSetLoader(
    DataSetCatalog catalog, IRuns runs, IFeatureSets features, MachineEventsReader events, TrainingOptions options)
{
    public async Task<TrainingSet> LoadAsync(Run run, RunPlan plan, CancellationToken cancellation)
    {
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, plan.AsOf, cancellation);
        var columns = FeaturePresets.Create(plan.Preset, scenario).Columns;
        var parts = await FeatureParts.OfAsync(runs, features, run, options.Threads, cancellation);

        var rows = new RowIndex(parts, scenario.Components.Count);
        var sample = new RowSample(columns.Count, parts.Rows, options.SampleRows);
        await parts.ForEachAsync(
            (slice, first, part) =>
            {
                rows.Take(slice, first, part);
                sample.Take(first, part);
            },
            cancellation);

        var machines = await events.ReadAsync(
            plan.Dataset, scenario, rows.Machines, plan.FailuresKnownUntil, plan.AsOf, cancellation);
        var horizon = UnixTime.FromTimeSpan(TimeSpan.FromHours(plan.HorizonHours));
        var request = Json.Read<StartTraining>(run.Request);
        var machineOf = rows.MachineOf;
        var split = SplitChoice.Of(
            new LabelledFleet(rows.Times, rows.Labels, machineOf, machines, horizon), request.Split, scenario.Observation.FailureEndsLife,
            UnixTime.FromDateTime(plan.From), UnixTime.FromDateTime(plan.To), request.Seed);

        // The test block must not shape the inputs either.
        var (sampled, values) = sample.Where(row => split.MayShapeInputs(machineOf[row], rows.Times[row]));
        bool[] isHealthy = [.. sampled.Select(row => rows.Labels.All(labels => labels[row] == 0))];
        var matrix = new BinnedMatrix(BinMapper.Fit(columns, values), parts.Rows);
        await parts.ForEachAsync((_, first, part) => matrix.Fill(first, part.Values), cancellation);

        var data = new TrainingData(
            plan.Preset, horizon, scenario.Components, matrix, rows.Labels, rows.Times, machineOf, machines,
            Baselines.Of(columns, values, isHealthy));
        return new TrainingSet(data, split, $"{parts.Hash}-{EventsHash.Of(machines)}");
    }
}

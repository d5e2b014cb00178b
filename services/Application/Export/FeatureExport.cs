using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Export;

/// <summary>The features of a run as CSV, slice by slice, so that they need not fit into memory.</summary>
internal sealed class FeatureExport(IRuns runs, IFeatureSets features, DataSetCatalog catalog)
{
    /// <exception cref="PresageException"><c>unknown-run</c>, <c>no-features</c>, <c>features-gone</c>.</exception>
    public async Task<ExportedFeatures> WriteAsync(string id, Stream output, CancellationToken cancellation)
    {
        var run = await FindAsync(id, cancellation);
        var plan = RunTracker.PlanOf<RunPlan>(run);
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, plan.AsOf, cancellation);
        var columns = FeaturePresets.Create(plan.Preset, scenario).Columns;
        var names = Json.Read<FeaturesResult>(run.Result!).Columns;
        var slices = (await runs.ProgressAsync(run.Id, Stages.Features, cancellation))?.Slices ?? 0;

        await using var csv = new CsvWriter(output);
        foreach (var name in names)
            csv.Add(name);

        await csv.EndLineAsync(cancellation);
        var written = 0L;
        for (var slice = 0; slice < slices; slice++)
        {
            var bytes = await features.GetAsync(run.FeatureSet, slice, cancellation) ?? throw Gone(id);
            var rows = FeatureRowsCodec.Decode(bytes);
            await WriteAsync(csv, columns, rows, cancellation);
            written += rows.Count;
        }

        await csv.FinishAsync(cancellation);
        return new ExportedFeatures(id, written, names.Count);
    }

    /// <summary>Deletes the features, which live no longer than they are needed.</summary>
    public async Task ReleaseAsync(string id, CancellationToken cancellation) =>
        await features.DeleteAsync((await FindAsync(id, cancellation)).FeatureSet, cancellation);

    private async Task<Run> FindAsync(string id, CancellationToken cancellation)
    {
        var run = await runs.FindAsync(id, cancellation) ?? throw RunErrors.Unknown(id);
        return run is { Kind: RunKinds.Features, State: RunState.Succeeded } ? run : throw new PresageException(
            ErrorKind.Invalid, "no-features", $"The run {id} has no features to write.",
            "Name a run that exported features and succeeded.");
    }

    private static async Task WriteAsync(
        CsvWriter csv, IReadOnlyList<FeatureColumn> columns, FeatureRows rows, CancellationToken cancellation)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            csv.Add(rows.Machines[rows.MachineOf[row]]).Add(UnixTime.ToDateTime(rows.Times[row]));
            for (var column = 0; column < columns.Count; column++)
                Add(csv, columns[column], rows.Values[column][row]);
            foreach (var labels in rows.Labels)
                csv.Add(labels[row] < 0 ? double.NaN : labels[row]);

            await csv.EndLineAsync(cancellation);
        }
    }

    private static void Add(CsvWriter csv, FeatureColumn column, double value)
    {
        if (column.Categories is { } categories)
            csv.Add(double.IsNaN(value) ? null : categories[(int)value]);
        else
            csv.Add(value);
    }

    private static PresageException Gone(string id) =>
        new(ErrorKind.NotFound, "features-gone", $"The features of the run {id} were deleted.", "Build them again.");
}

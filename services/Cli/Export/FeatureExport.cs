using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Cli.Export;

/// <summary>The features of a run as CSV, slice by slice, so that they need not fit into memory; then the run's features are deleted.</summary>
internal sealed class FeatureExport(IRuns runs, IFeatureSets features, DataSetCatalog catalog)
{
    public async Task WriteAsync(Run run, string path, CancellationToken cancellation)
    {
        var plan = RunTracker.PlanOf<RunPlan>(run);
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, cancellation);
        var columns = FeaturePresets.Create(plan.Preset, scenario).Columns;
        var slices = (await runs.ProgressAsync(run.Id, Stages.Features, cancellation))?.Slices ?? 0;
        await OutputFile.WriteAsync(path, async writer =>
        {
            var line = new Csv();
            foreach (var name in Json.Read<FeaturesResult>(run.Result!).Columns)
                line.Add(name);

            line.WriteLine(writer);
            for (var slice = 0; slice < slices; slice++)
            {
                var bytes = await features.GetAsync(run.FeatureSet, slice, cancellation)
                    ?? throw new PresageException(ErrorKind.Conflict, "features-gone", $"The features of the run {run.Id} were deleted.", "Give the command again.");
                WriteRows(line, columns, FeatureRowsCodec.Decode(bytes), writer);
            }
        });
        await features.DeleteAsync(run.FeatureSet, cancellation);
    }

    private static void WriteRows(Csv line, IReadOnlyList<FeatureColumn> columns, FeatureRows rows, TextWriter writer)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            line.Add(rows.Machines[rows.MachineOf[row]]).Add(UnixTime.ToDateTime(rows.Times[row]));
            for (var column = 0; column < columns.Count; column++)
                AddValue(line, columns[column], rows.Values[column][row]);
            foreach (var labels in rows.Labels)
                line.Add(labels[row] < 0 ? double.NaN : labels[row]);

            line.WriteLine(writer);
        }
    }

    private static void AddValue(Csv line, FeatureColumn column, double value)
    {
        if (column.Categories is { } categories)
            line.Add(double.IsNaN(value) ? null : categories[(int)value]);
        else
            line.Add(value);
    }
}

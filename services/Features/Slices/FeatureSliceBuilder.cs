using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Observation;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Features.Slices;

/// <summary>Builds the feature rows of some machines of a run and stores them.</summary>
public sealed class FeatureSliceBuilder(DataSetCatalog catalog, IMachines machines, MachineHistoryReader histories, IFeatureSets features)
{
    private static readonly Dictionary<string, string> NoAttributes = [];

    public async Task<SliceOutcome> BuildAsync(
        string featureSet, RunPlan plan, int slice, int first, int count, CancellationToken cancellation)
    {
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, plan.AsOf, cancellation);
        var preset = FeaturePresets.Create(plan.Preset, scenario);
        var described = (await machines.ListAsync(plan.Dataset, plan.AsOf, cancellation)).ToDictionary(machine => machine.Id);
        var range = new FeatureRange(
            UnixTime.FromDateTime(plan.From), UnixTime.FromDateTime(plan.To), UnixTime.FromTimeSpan(TimeSpan.FromHours(plan.HorizonHours)),
            UnixTime.FromDateTime(plan.FailuresKnownUntil));

        var wanted = plan.Machines.Skip(first).Take(count)
            .Select(id => described.GetValueOrDefault(id) ?? new Machine(id, NoAttributes)).ToList();
        var read = new HistoryRange(plan.From, plan.To, preset.LookBack, plan.AsOf);
        var gap = UnixTime.FromTimeSpan(scenario.Observation.Gap);
        var parts = new List<FeatureRows>(count);
        var unknown = new List<UnknownRows>(count);
        await foreach (var history in histories.ReadAsync(plan.Dataset, scenario, wanted, read, cancellation))
        {
            if (preset.Build(history, range) is not { Count: > 0 } built)
                continue;

            parts.Add(built);
            unknown.Add(UnknownRows.Of(built.Times, built.Labels, history.Observed, range.FailuresKnownUntil, gap));
        }

        var rows = RowsOfMachines.Join(parts, preset.Columns.Count, scenario.Components.Count);
        await features.PutAsync(featureSet, slice, FeatureRowsCodec.Encode(rows), cancellation);
        var (labelled, positives) = LabelCount.Of(rows);
        return new SliceOutcome(rows.Count, Json.Write(
            new FeatureSlice(labelled, positives, ContentHash.Of(parts)) { Unknown = UnknownRows.Sum(unknown) }));
    }
}

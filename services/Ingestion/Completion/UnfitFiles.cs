using Presage.Ingestion.Planning;
using Presage.Ingestion.Records;
using Presage.Storage;

namespace Presage.Ingestion.Completion;

/// <summary>
/// Removes what a stage stored when one of its files turned out to be unfit. All files of the stage are forgotten, and the others are read
/// again: what they said may have been left out for what the unfit one said.
/// </summary>
internal sealed class UnfitFiles(IMachines machines, IEvents events, ITelemetry telemetry, IQuarantine quarantine)
{
    public async Task ForgetAsync(Run run, IngestPlan plan, string stage, IReadOnlyList<int> unfit, CancellationToken cancellation)
    {
        foreach (var kind in plan.SlicesOf(stage).ToLookup(slice => slice.File.Kind, slice => slice.Number))
        {
            int[] files = [.. kind.Distinct()];
            await (kind.Key switch
            {
                RecordKind.Machines => machines.ForgetAsync(run.Dataset, run.StartedAt, files, cancellation),
                RecordKind.Telemetry => telemetry.ForgetAsync(run.Dataset, run.StartedAt, files, cancellation),
                _ => events.ForgetAsync(run.Dataset, run.StartedAt, files, cancellation),
            });
        }

        foreach (var file in unfit)
            await quarantine.RemoveAsync(run.Id, plan.Files[file].Name, cancellation);
    }
}

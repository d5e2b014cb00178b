using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Slices;
using Presage.Storage;

namespace Presage.Ingestion.Completion;

/// <summary>What the slices of a run are and have said.</summary>
internal sealed class IngestLedger(IRuns runs)
{
    /// <summary>The slices of a stage; of one that reads again, those of the files that are not over their error budget.</summary>
    public async Task<IReadOnlyList<PlannedSlice>> SlicesAsync(Run run, IngestPlan plan, string stage, CancellationToken cancellation)
    {
        if (IngestPlan.FirstOf(stage) is not { } first)
            return plan.SlicesOf(stage);

        var refused = RefusedOf(plan, await ResultsAsync(run, first, cancellation)).ToHashSet();
        return [.. plan.SlicesOf(first).Where(slice => !refused.Contains(slice.Number))];
    }

    /// <summary>
    /// Numbers of the files that turned out to be over their error budget when something of them had been stored: too much of them could be
    /// read where they were tried.
    /// </summary>
    public async Task<IReadOnlyList<int>> UnfitAsync(Run run, IngestPlan plan, string stage, CancellationToken cancellation)
    {
        var results = await ResultsAsync(run, stage, cancellation);
        return [.. RefusedOf(plan, [.. results.Where(result => result.IsWithheld is not true)])];
    }

    /// <summary>What the slices said last, by the number of their file; null for slices of before it was told.</summary>
    public async Task<ILookup<int?, SliceResult>> LastAsync(Run run, IngestPlan plan, CancellationToken cancellation)
    {
        var last = new List<SliceResult>();
        foreach (var stage in new[] { Stages.IngestMachines, Stages.Ingest })
        {
            var results = await ResultsAsync(run, stage, cancellation);
            if (await runs.ProgressAsync(run.Id, IngestPlan.AgainOf(stage), cancellation) is not null)
            {
                var refused = RefusedOf(plan, results).ToHashSet();
                last.AddRange(results.Where(result => result.File is { } file && refused.Contains(file)));
                results = await ResultsAsync(run, IngestPlan.AgainOf(stage), cancellation);
            }

            last.AddRange(results);
        }

        return last.ToLookup(result => result.File);
    }

    private static IEnumerable<int> RefusedOf(IngestPlan plan, IReadOnlyList<SliceResult> results) => results
        .Where(result => result.File is not null)
        .GroupBy(result => result.File!.Value)
        .Where(file => FileBudget.RefusalOf(plan.Files[file.Key], FileFigures.Of([.. file]), plan.ErrorBudget) is not null)
        .Select(file => file.Key);

    private async Task<IReadOnlyList<SliceResult>> ResultsAsync(Run run, string stage, CancellationToken cancellation) =>
        [.. (await runs.SlicesAsync(run.Id, stage, cancellation)).Select(slice => Json.Read<SliceResult>(slice.Result!))];
}

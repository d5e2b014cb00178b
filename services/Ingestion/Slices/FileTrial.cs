using Presage.Contracts.Api;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Planning;
using Presage.Storage;

namespace Presage.Ingestion.Slices;

/// <summary>
/// Tries planned files before anything of them is stored: of each, the first rows of evenly spread slices. Only where something cannot be
/// read, all of it is.
/// </summary>
internal sealed class FileTrial(TableTexts tables, TableIntakes intakes, IQuarantine quarantine)
{
    private const int MostSamples = 64;
    private const int RowsOfSample = 300;
    private const int RowsBetweenLooks = 4_096;

    /// <summary>The plan, in which files over their error budget are refused and have no slices.</summary>
    /// <param name="tried">Hears how many files of how many have been tried.</param>
    public async Task<IngestPlan> TryAsync(
        IngestPlan plan, string dataset, Scenario scenario, DateTime known, Action<int, int> tried, CancellationToken cancellation)
    {
        var files = new List<PlannedFile>();
        foreach (var file in plan.Files)
        {
            tried(files.Count, plan.Files.Count);
            var refusal = await RefusalOfAsync(file, plan.ErrorBudget, dataset, scenario, known, cancellation);
            files.Add(refusal is null ? file : file with { Refusal = refusal, Slices = [] });
        }

        return plan with { Files = files };
    }

    private async Task<RefusedFile?> RefusalOfAsync(
        PlannedFile file, double? budget, string dataset, Scenario scenario, DateTime known, CancellationToken cancellation)
    {
        var step = Math.Max(1, file.Slices.Count / MostSamples);
        var sample = await ReadAsync(file.Slices.Where((_, slice) => slice % step == 0), RowsOfSample);
        if (sample.Unreadable == 0 && !sample.Columns.Any(column => column.Refused.Keys.Any(Refusals.IsUnreadable)))
            return null;

        return FileBudget.RefusalOf(file, await ReadAsync(file.Slices, long.MaxValue), budget);

        async Task<FileFigures> ReadAsync(IEnumerable<FileRange> ranges, long most)
        {
            var results = new List<SliceResult>();
            foreach (var range in ranges)
            {
                var intake = intakes.ForTrial(file, dataset, scenario, known);
                var refused = new RefusedRows(quarantine, dataset, "", file.Kind, file.Name);
                using var rows = await tables.OpenAsync(file, range, cancellation);
                while (rows.Read < most && rows.Take(intake, refused))
                    if (rows.Read % RowsBetweenLooks == 0)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        intake.Discard();
                        refused.Discard();
                    }

                results.Add(SliceResult.Of(new PlannedSlice(file, range, 0), rows.Read, default, refused, intake));
            }

            return FileFigures.Of(results);
        }
    }
}

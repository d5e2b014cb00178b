using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Stretches of planned time that no run has done.</summary>
internal static class JobGaps
{
    /// <param name="rows">Of the ledger, the earliest first.</param>
    /// <param name="fates">What became of a row whose interval is not covered, in a word and in a sentence.</param>
    public static IReadOnlyList<JobGap> Of(
        IReadOnlyList<Occurrence> rows, IEnumerable<JobRun> runs, Func<Occurrence, (string Word, string Why)> fates)
    {
        var covered = new CoveredTime(runs);
        var gaps = new List<List<(Occurrence Row, (string Word, string Why) Fate)>>();
        DateTime? end = null;
        foreach (var row in rows.Where(row => row is { From: not null, To: not null } && !covered.Covers(row.From.Value, row.To.Value)))
        {
            if (end != row.From)
                gaps.Add([]);
            gaps[^1].Add((row, fates(row)));
            end = row.To;
        }

        return [.. gaps.Select(Of)];
    }

    private static JobGap Of(List<(Occurrence Row, (string Word, string Why) Fate)> rows)
    {
        var words = rows.CountBy(row => row.Fate.Word).Select(count => rows.Count == 1 ? count.Key : $"{count.Value} {count.Key}");
        var reasons = rows.Select(row => row.Fate.Why).Distinct().ToList();
        var why = reasons is [var one] ? $"{string.Join(", ", words)}: {one}" : $"{string.Join(", ", words)}: see the intervals.";
        return new JobGap(rows[0].Row.From!.Value, rows[^1].Row.To!.Value, rows.Count, why);
    }
}

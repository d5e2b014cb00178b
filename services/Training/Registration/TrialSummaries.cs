using Presage.Contracts.Api;
using Presage.Engine.Selection;
using Presage.Training.Sweeps;

namespace Presage.Training.Registration;

/// <summary>What a sweep tried, trial by trial, each as the last rung that judged it says.</summary>
internal static class TrialSummaries
{
    /// <param name="rungs">[rung][place].</param>
    public static IReadOnlyList<TrialSummary> Of(Sweep sweep, IReadOnlyList<IReadOnlyList<TrialRecord>> rungs)
    {
        var found = rungs.SelectMany((records, rung) => records.Select(record => (Rung: rung, Record: record)))
            .ToLookup(each => each.Record.Trial);
        return [.. sweep.Trials.Select((spec, trial) => Of(sweep, spec, trial, [.. found[trial]]))];
    }

    private static TrialSummary Of(Sweep sweep, TrialSpec spec, int trial, IReadOnlyList<(int Rung, TrialRecord Record)> found)
    {
        var seconds = Math.Round(found.Sum(each => each.Record.Seconds), 3);
        var (rung, record) = found.LastOrDefault(each => each.Record.Result is not null);
        return record is null
            ? new TrialSummary(trial, spec.Algorithm, spec.Parameters, 0, seconds, Skipped: true)
            : new TrialSummary(
                trial, spec.Algorithm, spec.Parameters, record.Result!.Score, seconds, sweep.LastRung > 0 ? rung + 1 : null,
                sweep.Folds is null ? null : [.. record.Folds.Select(fold => fold.Score)]);
    }
}

using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Storage;

namespace Presage.Training.Sweeps;

/// <summary>What the ledger knows of a trial in a rung.</summary>
/// <param name="Trial">Its number in the sweep.</param>
/// <param name="Folds">Results of the parts that were judged.</param>
/// <param name="Result">Over all parts; null when not all were judged, since the budget was spent.</param>
internal sealed record TrialRecord(int Trial, IReadOnlyList<TrialResult> Folds, TrialResult? Result, double Seconds)
{
    /// <param name="slices">Those of the trial that are done.</param>
    public static TrialRecord Of(int trial, int parts, IReadOnlyList<SliceRecord> slices)
    {
        TrialResult[] judged = [.. slices.Where(slice => slice.Result is not null).Select(slice => Json.Read<TrialResult>(slice.Result!))];
        var seconds = slices.Sum(slice => (slice.EndedAt - slice.StartedAt).TotalSeconds);
        return new TrialRecord(trial, judged, judged.Length == parts ? TrialResult.OverFolds(judged) : null, seconds);
    }
}

using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Training.Data;

/// <summary>
/// The training set of the run that is being worked on, so that trials do not load it again, and the fits that can still win, so that none
/// need be made again. A process works on one message of training at a time; another process, or this one after a restart, loads the set
/// anew.
/// </summary>
public sealed class TrainingCache(TrainingSetLoader loader)
{
    private string? _run;
    private TrainingSet? _set;
    private Trial? _first;
    private Trial? _best;

    public async Task<TrainingSet> GetAsync(Run run, RunPlan plan, CancellationToken cancellation)
    {
        if (_run == run.Id && _set is { } cached)
            return cached;

        Clear();
        _set = await loader.LoadAsync(run, plan, cancellation);
        _run = run.Id;
        return _set;
    }

    /// <summary>Keeps the first trial and the one with the highest score: <see cref="ModelSelection.Best"/> takes one of them.</summary>
    public void Remember(string run, Trial trial)
    {
        if (_run != run)
            return;

        _first ??= trial;
        if (_best is null || trial.Result.Score > _best.Result.Score)
            _best = trial;
    }

    /// <summary>The fit of a trial of the run, when this process made it and kept it.</summary>
    public Fit? FitOf(string run, TrialResult trial) =>
        _run == run ? new[] { _first, _best }.FirstOrDefault(kept => kept is not null && IsSame(kept.Result.Spec, trial.Spec))?.Fit : null;

    public void Forget(string run)
    {
        if (_run == run)
            Clear();
    }

    private void Clear() => (_run, _set, _first, _best) = (null, null, null, null);

    private static bool IsSame(TrialSpec left, TrialSpec right) =>
        left.Algorithm == right.Algorithm && left.Parameters.Count == right.Parameters.Count
            && !left.Parameters.Except(right.Parameters).Any();
}

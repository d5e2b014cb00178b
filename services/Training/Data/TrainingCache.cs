using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting.Runs;

namespace Presage.Training.Data;

/// <summary>
/// The training set of the run that is being worked on, so that trials do not load it again, and the fit of its best trial so far, so that it need not be made again.
/// A process works on one message of training at a time; another process, or this one after a restart, loads the set anew.
/// </summary>
public sealed class TrainingCache(TrainingSetLoader loader)
{
    private string? _run;
    private TrainingSet? _set;
    private Trial? _best;

    public async Task<TrainingSet> GetAsync(string run, RunPlan plan, CancellationToken cancellation)
    {
        if (_run == run && _set is { } cached)
            return cached;

        (_run, _set, _best) = (null, null, null);
        _set = await loader.LoadAsync(run, plan, cancellation);
        _run = run;
        return _set;
    }

    public void Remember(string run, Trial trial)
    {
        if (_run == run && (_best is null || trial.Result.Score > _best.Result.Score))
            _best = trial;
    }

    /// <summary>The fit of a trial of the run, when this process made it and it was its best.</summary>
    public Fit? FitOf(string run, TrialResult trial) => _run == run && _best is { } best && IsSame(best.Result.Spec, trial.Spec) ? best.Fit : null;

    public void Forget(string run)
    {
        if (_run == run)
            (_run, _set, _best) = (null, null, null);
    }

    private static bool IsSame(TrialSpec left, TrialSpec right) =>
        left.Algorithm == right.Algorithm && left.Parameters.Count == right.Parameters.Count && !left.Parameters.Except(right.Parameters).Any();
}

using Presage.Contracts;
using Presage.Engine.Selection;
using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Training.Sweeps;

/// <summary>Keeps trials from starting when the budget is spent, which is counted from when the features were there.</summary>
public sealed class TrialGate(IRuns runs, StoreTime time)
{
    public async Task<bool> IsOpenAsync(string run, Sweep sweep, RunTrial message, CancellationToken cancellation)
    {
        if (sweep.Budget.Seconds is null)
            return true;

        var features = await runs.SlicesAsync(run, Stages.Features, cancellation);
        var spent = await time.NowAsync(cancellation) - features.Max(slice => slice.EndedAt);
        var place = message.Slice / sweep.Parts;
        return sweep.Budget.Allows(message.Rung, place, spent.TotalSeconds)
            || await HasBegunAsync(run, sweep, message.Rung, place, cancellation);
    }

    /// <summary>Whether other folds of the trial are judged already: what has begun is finished.</summary>
    private async Task<bool> HasBegunAsync(string run, Sweep sweep, int rung, int place, CancellationToken cancellation) =>
        sweep.Parts > 1 && (await runs.SlicesAsync(run, Stages.TrialsOf(rung), cancellation))
            .Any(slice => slice.Slice / sweep.Parts == place && slice.Result is not null);
}

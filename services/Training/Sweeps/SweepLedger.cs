using Presage.Engine.Selection;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Training.Sweeps;

/// <summary>How far a sweep is. It follows from the request and the finished slices, so that every process sees the same.</summary>
public sealed class SweepLedger(IRuns runs)
{
    /// <summary>The trials of a rung in their places; those before it must be done.</summary>
    public async Task<IReadOnlyList<int>> TrialsOfAsync(string run, Sweep sweep, int rung, CancellationToken cancellation)
    {
        if (rung == 0)
            return [.. Enumerable.Range(0, sweep.Trials.Count)];

        var earlier = await ReadAsync(run, sweep, rung, cancellation);
        return Survivors(earlier[^1]);
    }

    /// <summary>[rung][place] what the first rungs found.</summary>
    internal async Task<IReadOnlyList<IReadOnlyList<TrialRecord>>> ReadAsync(
        string run, Sweep sweep, int rungs, CancellationToken cancellation)
    {
        var all = new List<IReadOnlyList<TrialRecord>>();
        for (var rung = 0; rung < rungs; rung++)
        {
            var trials = rung == 0 ? [.. Enumerable.Range(0, sweep.Trials.Count)] : Survivors(all[^1]);
            var slices = (await runs.SlicesAsync(run, Stages.TrialsOf(rung), cancellation)).ToLookup(slice => slice.Slice / sweep.Parts);
            all.Add([.. trials.Select((trial, place) => TrialRecord.Of(trial, sweep.Parts, [.. slices[place]]))]);
        }

        return all;
    }

    private static IReadOnlyList<int> Survivors(IReadOnlyList<TrialRecord> rung) => SuccessiveHalving.Survivors(
        rung.Where(trial => trial.Result is not null).ToDictionary(trial => trial.Trial, trial => trial.Result!.Score));
}

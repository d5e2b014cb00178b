using Presage.Contracts;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Training.Data;

namespace Presage.Training.Sweeps;

/// <summary>Fits and judges a trial on one fold, or on the calibration block, with its rung's share of the machines.</summary>
public sealed class TrialJudge(TrainingCache cache, TrialGate gate, TrainerCatalog trainers, TrainingOptions options)
{
    /// <summary>A trial that is skipped has no result.</summary>
    public async Task<SliceOutcome> JudgeAsync(Run run, RunTrial message, CancellationToken cancellation)
    {
        var sweep = SweepRequest.Of(run, trainers);
        if (!await gate.IsOpenAsync(run.Id, sweep, message, cancellation))
            return new SliceOutcome(0);

        var (data, split, _) = await cache.GetAsync(run, RunTracker.PlanOf<RunPlan>(run), cancellation);
        var seed = Json.Read<StartTraining>(run.Request).Seed;
        var whole = message.Fold is { } number ? TrialFolds.Of(data, split, sweep.Folds!.Value, seed)[number] : Fold.Of(split);
        var fold = whole with { TrainRows = MachineSample.Rows(data, whole.TrainRows, sweep.Shares[message.Rung], seed) };

        var spec = new TrialSpec(message.Algorithm, message.Parameters);
        var trial = ModelSelection.JudgeTrial(trainers.Create(spec.Algorithm), data, fold, spec, seed, options.Threads, cancellation);
        if (message.Fold is null && message.Rung == sweep.LastRung)
            cache.Remember(run.Id, trial);

        return new SliceOutcome(fold.TrainRows.Length, Json.Write(trial.Result));
    }
}

using MassTransit;
using Presage.Contracts;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting.Messaging;
using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Training.Sweeps;

/// <summary>
/// The rungs of a sweep, each a stage of the run. A slice is one trial on one fold: a killed worker loses one fit and not all of a trial's,
/// slices keep their length however many folds there are, and the few trials of the last rung still keep many workers busy.
/// </summary>
public sealed class SweepStages(IRuns runs, StagePlanner stages, SweepLedger ledger, TrainerCatalog trainers, StoreTime time)
{
    public async Task PlanAsync(ConsumeContext context, Run run, int rung)
    {
        var cancellation = context.CancellationToken;
        var sweep = SweepRequest.Of(run, trainers);
        var trials = await ledger.TrialsOfAsync(run.Id, sweep, rung, cancellation);
        if (rung == sweep.LastRung)
            await runs.PlanStageAsync(run.Id, Stages.Select, 1, await time.NowAsync(cancellation), cancellation);

        await stages.PlanAsync(
            context,
            run,
            Stages.TrialsOf(rung),
            trials.Count * sweep.Parts,
            slice => Message(run.Id, sweep, rung, slice, sweep.Trials[trials[slice / sweep.Parts]]),
            _ => CompleteAsync(context, run, rung));
    }

    /// <summary>Goes on when every slice of a rung is done.</summary>
    public Task CompleteAsync(ConsumeContext context, Run run, int rung) => rung < SweepRequest.Of(run, trainers).LastRung
        ? context.PublishOnceAsync(new PlanRung(run.Id, rung + 1), Stages.TrialsOf(rung + 1))
        : context.PublishOnceAsync(new SelectModel(run.Id));

    private static RunTrial Message(string run, Sweep sweep, int rung, int slice, TrialSpec spec) =>
        new(run, slice, spec.Algorithm, spec.Parameters, rung, sweep.Folds is { } folds ? slice % folds : null);
}

using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Ingestion.Planning;
using Presage.Storage;

namespace Presage.Ingestion.Completion;

/// <summary>
/// Leads a run through its stages: first the machines, so that the rows of others can be told, then all other records. A stage in which a
/// file turned out to be unfit is followed by one that reads the others again.
/// </summary>
internal sealed class IngestStages(
    StagePlanner stages, IRuns runs, IngestLedger ledger, UnfitFiles unfitFiles, Turns turns, RunCompletion completion)
{
    public Task BeginAsync(ConsumeContext context, Run run, IngestPlan plan) => plan.SlicesOf(Stages.IngestMachines).Count == 0
        ? BeginRecordsAsync(context, run, plan)
        : PlanAsync(context, run, plan, Stages.IngestMachines);

    /// <summary>Goes on after the last slice of a stage.</summary>
    public async Task GoOnAsync(ConsumeContext context, Run run, IngestPlan plan, string stage)
    {
        if (IngestPlan.FirstOf(stage) is null && await IsToBeReadAgainAsync(run, plan, stage, context.CancellationToken))
            await PlanAsync(context, run, plan, IngestPlan.AgainOf(stage));
        else if (stage is Stages.IngestMachines or Stages.IngestMachinesAgain)
            await BeginRecordsAsync(context, run, plan);
        else
            await completion.CompleteAsync(context, run, plan);
    }

    private Task BeginRecordsAsync(ConsumeContext context, Run run, IngestPlan plan) => PlanAsync(context, run, plan, Stages.Ingest);

    private async Task<bool> IsToBeReadAgainAsync(Run run, IngestPlan plan, string stage, CancellationToken cancellation)
    {
        var unfit = await ledger.UnfitAsync(run, plan, stage, cancellation);
        if (unfit.Count == 0)
            return false;

        // Once the others are being read again, nothing may be forgotten any more.
        using var turn = await turns.WaitAsync($"{run.Id}/{stage}/forget", cancellation);
        if (await runs.ProgressAsync(run.Id, IngestPlan.AgainOf(stage), cancellation) is null)
        {
            await unfitFiles.ForgetAsync(run, plan, stage, unfit, cancellation);
            await stages.AddAsync(
                run, IngestPlan.AgainOf(stage), (await ledger.SlicesAsync(run, plan, IngestPlan.AgainOf(stage), cancellation)).Count,
                cancellation);
        }

        return true;
    }

    private async Task PlanAsync(ConsumeContext context, Run run, IngestPlan plan, string stage) => await stages.PlanAsync(
        context, run, stage, (await ledger.SlicesAsync(run, plan, stage, context.CancellationToken)).Count,
        slice => new IngestSlice(run.Id, slice, stage), _ => GoOnAsync(context, run, plan, stage));
}

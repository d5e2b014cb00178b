using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Runs;
using Presage.Ingestion.Planning;
using Presage.Storage;

namespace Presage.Ingestion.Completion;

/// <summary>Leads a run through its stages: first the machines, so that the rows of others can be told, then all other records.</summary>
internal sealed class IngestStages(StagePlanner stages, RunCompletion completion)
{
    public Task BeginAsync(ConsumeContext context, Run run, IngestPlan plan) => plan.SlicesOf(Stages.IngestMachines).Count == 0
        ? BeginRecordsAsync(context, run, plan)
        : PlanAsync(context, run, plan, Stages.IngestMachines, () => BeginRecordsAsync(context, run, plan));

    /// <summary>Goes on after the last slice of a stage.</summary>
    public Task GoOnAsync(ConsumeContext context, Run run, IngestPlan plan, string stage) =>
        stage == Stages.IngestMachines ? BeginRecordsAsync(context, run, plan) : completion.CompleteAsync(context, run, plan);

    private Task BeginRecordsAsync(ConsumeContext context, Run run, IngestPlan plan) =>
        PlanAsync(context, run, plan, Stages.Ingest, () => completion.CompleteAsync(context, run, plan));

    private Task PlanAsync(ConsumeContext context, Run run, IngestPlan plan, string stage, Func<Task> complete) => stages.PlanAsync(
        context, run, stage, plan.SlicesOf(stage).Count, slice => new IngestSlice(run.Id, slice, stage), _ => complete());
}

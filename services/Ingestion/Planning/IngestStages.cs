using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Runs;
using Presage.Ingestion.Completion;
using Presage.Storage;

namespace Presage.Ingestion.Planning;

/// <summary>Leads a run through its stages: first the machines, so that the rows of others can be told, then all other records.</summary>
internal sealed class IngestStages(StagePlanner stages, RunCompletion completion)
{
    public Task BeginAsync(ConsumeContext context, Run run, IngestPlan plan) => plan.SlicesOf(Stages.IngestMachines).Count == 0
        ? BeginRecordsAsync(context, run, plan)
        : PlanAsync(context, run, plan, Stages.IngestMachines, () => BeginRecordsAsync(context, run, plan));

    /// <summary>Goes on after the last slice of a stage.</summary>
    public Task GoOnAsync(ConsumeContext context, Run run, IngestPlan plan, string stage) =>
        stage == Stages.IngestMachines ? BeginRecordsAsync(context, run, plan) : completion.CompleteAsync(context, run, plan);

    /// <summary>The stage that slices of a source belong to.</summary>
    public static string StageOf(Source source) => source == Source.Machines ? Stages.IngestMachines : Stages.Ingest;

    private Task BeginRecordsAsync(ConsumeContext context, Run run, IngestPlan plan) =>
        PlanAsync(context, run, plan, Stages.Ingest, () => completion.CompleteAsync(context, run, plan));

    private Task PlanAsync(ConsumeContext context, Run run, IngestPlan plan, string stage, Func<Task> complete)
    {
        var slices = plan.SlicesOf(stage);
        return stages.PlanAsync(context, run, stage, slices.Count, slice => MessageOf(run, slice, slices[slice]), _ => complete());
    }

    private static IngestSlice MessageOf(Run run, int slice, PlannedSlice planned)
    {
        var (file, range) = planned;
        return new IngestSlice(run.Id, slice, run.Dataset, file.Source.Name(), file.Path, range.Offset, range.Length, range.FirstLine);
    }
}

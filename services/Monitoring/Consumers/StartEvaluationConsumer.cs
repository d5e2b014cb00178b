using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Monitoring.Consumers;

public sealed class StartEvaluationConsumer(
    RunTracker tracker, StagePlanner stages, IPredictions predictions, EvaluationPlanner planner, EvaluationEnd end)
        : IConsumer<StartEvaluation>
{
    public async Task Consume(ConsumeContext<StartEvaluation> context)
    {
        var request = context.Message;
        var cancellation = context.CancellationToken;
        var results = await predictions.FindAsync(request.Results ?? "", cancellation);
        if (await tracker.BeginAsync(
            RunKinds.Evaluate, request, context.MessageId, results?.Dataset ?? "", null, null, cancellation) is not { } run)
            return;

        var plan = run.Plan is null
            ? await tracker.PinAsync(run.Id, await planner.PlanAsync(request, results, cancellation), cancellation)
            : RunTracker.PlanOf<EvaluationPlan>(run);
        var size = plan.MachinesPerSlice;
        await stages.PlanAsync(
            context,
            run,
            Stages.Evaluate,
            (plan.Machines.Count + size - 1) / size,
            slice => new EvaluateSlice(run.Id, slice, slice * size, Math.Min(size, plan.Machines.Count - (slice * size))),
            _ => end.CompleteAsync(context, run, plan));
    }
}

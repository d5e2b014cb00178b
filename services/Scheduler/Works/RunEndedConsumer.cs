using MassTransit;
using Presage.Contracts;
using Presage.Storage;

namespace Presage.Scheduler.Works;

/// <summary>Something has ended that may be a step of a job run, which is then looked at.</summary>
internal sealed class RunEndedConsumer(JobRunTouch touch, EndedRuns ended, IJobRuns jobRuns)
    : IConsumer<DataIngested>, IConsumer<ModelTrained>, IConsumer<ScoringCompleted>, IConsumer<EvaluationCompleted>, IConsumer<RunFailed>
{
    public Task Consume(ConsumeContext<DataIngested> context) => TouchAsync(context, context.Message.RunId);

    public Task Consume(ConsumeContext<ModelTrained> context) => TouchAsync(context, context.Message.RunId);

    public Task Consume(ConsumeContext<ScoringCompleted> context) => TouchAsync(context, context.Message.RunId);

    public Task Consume(ConsumeContext<EvaluationCompleted> context) => TouchAsync(context, context.Message.RunId);

    public Task Consume(ConsumeContext<RunFailed> context) => TouchAsync(context, context.Message.RunId);

    private async Task TouchAsync(ConsumeContext context, string run)
    {
        foreach (var id in StepRunIds.JobRunsOf(run))
        {
            if (await jobRuns.FindAsync(id, context.CancellationToken) is not { State: JobRunState.Running })
                continue;

            await ended.GetAsync(run, context.CancellationToken);
            await touch.TouchAsync(run, context.CancellationToken);
            return;
        }
    }
}

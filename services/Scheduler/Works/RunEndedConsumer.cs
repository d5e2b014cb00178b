using MassTransit;
using Presage.Contracts;

namespace Presage.Scheduler.Works;

/// <summary>Something has ended that may be a step of a job run, which is then looked at.</summary>
internal sealed class RunEndedConsumer(JobRunTouch jobRuns)
    : IConsumer<DataIngested>, IConsumer<ModelTrained>, IConsumer<ScoringCompleted>, IConsumer<EvaluationCompleted>, IConsumer<RunFailed>
{
    public Task Consume(ConsumeContext<DataIngested> context) => TouchAsync(context, context.Message.RunId);

    public Task Consume(ConsumeContext<ModelTrained> context) => TouchAsync(context, context.Message.RunId);

    public Task Consume(ConsumeContext<ScoringCompleted> context) => TouchAsync(context, context.Message.RunId);

    public Task Consume(ConsumeContext<EvaluationCompleted> context) => TouchAsync(context, context.Message.RunId);

    public Task Consume(ConsumeContext<RunFailed> context) => TouchAsync(context, context.Message.RunId);

    private Task TouchAsync(ConsumeContext context, string run) => jobRuns.TouchAsync(run, context.CancellationToken);
}

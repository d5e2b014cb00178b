using MassTransit;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Runs;
using Presage.Scheduler.Works;

namespace Presage.Scheduler.Steps;

/// <summary>Does what is asked for once; what came of it stands in the ledger of runs, where whoever looks after jobs reads it.</summary>
internal sealed class DoStepConsumer(RunTracker tracker, IEnumerable<IDeed> deeds, JobRunTouch jobRuns) : IConsumer<DoStep>
{
    public async Task Consume(ConsumeContext<DoStep> context)
    {
        var message = context.Message;
        var cancellation = context.CancellationToken;
        if (await tracker.BeginAsync(message.Kind, message, context.MessageId, "", null, null, cancellation) is { } run)
        {
            var deed = deeds.FirstOrDefault(deed => deed.Kind == message.Kind) ?? throw new PresageException(
                ErrorKind.Invalid, "unknown-step", $"Nothing is known of steps '{message.Kind}'.", "Update Presage in every process.");
            var outputs = await deed.DoAsync(message, new StepArguments(message.Step, message.Arguments), cancellation);
            await tracker.SucceedAsync(run, new StepResult(outputs), cancellation);
        }

        await jobRuns.TouchAsync(message.RunId, cancellation);
    }

    internal sealed class Definition : ConsumerDefinition<DoStepConsumer>
    {
        public Definition(SchedulerOptions options) => ConcurrentMessageLimit = options.Concurrency;
    }
}

using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Jobs.Decisions;
using Presage.Storage;

namespace Presage.Scheduler.Triggers;

/// <summary>A run of a job has ended, which others may wait for.</summary>
internal sealed class JobEndedTriggerConsumer(TriggerPulls pulls) : IConsumer<JobRunEnded>
{
    public Task Consume(ConsumeContext<JobRunEnded> context)
    {
        var message = context.Message;
        var outcome = Enum.Parse<JobRunState>(message.Outcome, ignoreCase: true);
        return pulls.PullAsync(
            new JobRunCame(message.JobRun, message.Job, outcome, Utc.Given(message.From), Utc.Given(message.To)),
            context.CancellationToken);
    }
}

using MassTransit;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Jobs.Decisions;

namespace Presage.Scheduler.Triggers;

/// <summary>Records were stored. Which kinds of them are new, or others than before, the run of the ingestion says.</summary>
internal sealed class NewDataTriggerConsumer(EndedRuns ended, TriggerPulls pulls) : IConsumer<DataIngested>
{
    public async Task Consume(ConsumeContext<DataIngested> context)
    {
        var message = context.Message;
        var cancellation = context.CancellationToken;
        if (message.Written + message.Replaced == 0 || await ended.GetAsync(message.RunId, cancellation) is not { Result: { } result })
            return;

        var kinds = Json.Read<IngestResult>(result).Sources.Where(source => source.Written + source.Replaced > 0)
            .Select(source => source.Kind).Distinct().Order(StringComparer.Ordinal).ToList();
        await pulls.PullAsync(
            new DataCame(message.RunId, message.Dataset, kinds, Utc.Given(message.From), Utc.Given(message.To)), cancellation);
    }
}

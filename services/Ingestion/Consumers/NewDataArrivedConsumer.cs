using MassTransit;
using Presage.Contracts;
using Presage.Hosting.DataSets;
using Presage.Hosting.Messaging.Public;
using Presage.Hosting.Runs;
using Presage.Ingestion.Completion;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Readmission;
using Presage.Ingestion.Requests;

namespace Presage.Ingestion.Consumers;

internal sealed class NewDataArrivedConsumer(
    RunTracker runs, IngestPlanner planner, IngestStages stages, QuarantineReader quarantine) : IConsumer<NewDataArrived>
{
    public async Task Consume(ConsumeContext<NewDataArrived> context)
    {
        var request = context.Message;
        var cancellation = context.CancellationToken;
        var begun = await runs.BeginAsync(RunKinds.Ingest, request, context.MessageId, request.Dataset ?? "", null, null, cancellation);
        if (begun is not { } run)
            return;

        if (QuarantineAddress.Read(run.Dataset, request.Sources) is { } rows)
        {
            await quarantine.ReadAsync(context, run, rows);
            return;
        }

        var plan = run.Plan is null
            ? await runs.PinAsync(run.Id, await planner.PlanAsync(request, run.StartedAt, cancellation), cancellation)
            : RunTracker.PlanOf<IngestPlan>(run);
        await stages.BeginAsync(context, run, plan);
    }

    internal sealed class Definition : ConsumerDefinition<NewDataArrivedConsumer>
    {
        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpoint, IConsumerConfigurator<NewDataArrivedConsumer> consumer, IRegistrationContext context) =>
            PublicEndpoint.Configure(endpoint, context);
    }
}

using MassTransit;
using Presage.Contracts;
using Presage.Hosting.DataSets;
using Presage.Hosting.Messaging.Public;
using Presage.Hosting.Runs;
using Presage.Hosting.Workers;
using Presage.Ingestion.Completion;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Readmission;
using Presage.Ingestion.Requests;
using Presage.Storage;

namespace Presage.Ingestion.Consumers;

internal sealed class NewDataArrivedConsumer(
    RunTracker runs, IngestPlanner planner, IngestStages stages, QuarantineReader quarantine, WorkerActivity activity)
    : IConsumer<NewDataArrived>
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
            ? await runs.PinAsync(run.Id, await PlanAsync(request, run, cancellation), cancellation)
            : RunTracker.PlanOf<IngestPlan>(run);
        await stages.BeginAsync(context, run, plan);
    }

    /// <summary>Many files take their time before the first row is stored.</summary>
    private async Task<IngestPlan> PlanAsync(NewDataArrived request, Run run, CancellationToken cancellation)
    {
        try
        {
            return await planner.PlanAsync(
                request, run.StartedAt, (what, done, of) => activity.Plan(run.Id, what, done, of), cancellation);
        }
        finally
        {
            activity.PlanNoMore(run.Id);
        }
    }

    internal sealed class Definition : ConsumerDefinition<NewDataArrivedConsumer>
    {
        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpoint, IConsumerConfigurator<NewDataArrivedConsumer> consumer, IRegistrationContext context) =>
            PublicEndpoint.Configure(endpoint, context);
    }
}

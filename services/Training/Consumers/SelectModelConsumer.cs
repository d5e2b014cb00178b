using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Messaging;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Training.Data;
using Presage.Training.Registration;

namespace Presage.Training.Consumers;

public sealed class SelectModelConsumer(
    SliceRunner slices, RunTracker tracker, IRuns runs, IModels models, FeatureSetRelease features, ModelRegistrar registrar,
    TrainingCache cache,
    Turns turns, ILogger<SelectModelConsumer> log)
    : IConsumer<SelectModel>
{
    private const int TheOnlySlice = 0;

    public async Task Consume(ConsumeContext<SelectModel> context)
    {
        using var turn = await turns.WaitForTrainingAsync(context.CancellationToken);
        await slices.RunAsync(context, Stages.Select, TheOnlySlice, SelectAsync, (run, _) => CompleteAsync(context, run));
        await features.ReleaseAsync(context.Message.RunId, context.CancellationToken);
        cache.Forget(context.Message.RunId);
    }

    private async Task<SliceOutcome> SelectAsync(Run run, CancellationToken cancellation)
    {
        var selected = await registrar.RegisterAsync(run, cancellation);
        return new SliceOutcome(selected.Result.Rows, Json.Write(selected));
    }

    private async Task CompleteAsync(ConsumeContext<SelectModel> context, Run run)
    {
        var cancellation = context.CancellationToken;
        var slice = (await runs.SlicesAsync(run.Id, Stages.Select, cancellation)).Single();
        var (result, promote, at) = Json.Read<SelectedModel>(slice.Result!);
        Log.ModelRegistered(log, result.Model, result.Version, result.Algorithm, run.Id, run.Dataset);
        if (promote)
        {
            await models.PromoteAsync(new Promotion(result.Model, result.Version, at, $"run {run.Id}", result.Promotion), cancellation);
            Log.ModelPromoted(log, result.Model, result.Version, run.Id, run.Dataset, result.Promotion);
        }

        await context.PublishOnceAsync(
            new ModelTrained(run.Id, run.Dataset, result.Model, result.Version, result.Algorithm, result.Champion));
        await tracker.SucceedAsync(run, result with { Seconds = tracker.SecondsOf(run) }, cancellation);
    }

    internal sealed class Definition : ConsumerDefinition<SelectModelConsumer>
    {
        public Definition(MessagingOptions options)
        {
            EndpointName = options.Named(TrainingEndpoint.Name);
            ConcurrentMessageLimit = 1;
        }

        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<SelectModelConsumer> consumerConfigurator,
            IRegistrationContext context) =>
            TrainingEndpoint.Configure(endpointConfigurator);
    }
}

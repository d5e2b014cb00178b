using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Contracts;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Settings;
using Presage.Storage.Histories;
using Presage.Training.Consumers;
using Presage.Training.Data;
using Presage.Training.Registration;
using Presage.Training.Sweeps;

namespace Presage.Training;

/// <summary>Tries candidates on the features of a run, and registers the model of the best.</summary>
public static class TrainingService
{
    public static void AddTraining(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.Read<TrainingOptions>(TrainingOptions.Section).Validated());
        services.AddHistories();
        services.AddSingleton<TrainingSetLoader>();
        services.AddSingleton<TrainingCache>();
        services.AddSingleton<SweepLedger>();
        services.AddSingleton<SweepStages>();
        services.AddSingleton<TrialGate>();
        services.AddSingleton<TrialJudge>();
        services.AddSingleton<PromotionDecider>();
        services.AddSingleton<ModelRegistrar>();
    }

    public static void AddTrainingConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<PlanTrialsConsumer>();
        bus.AddConsumer<PlanRungConsumer>();
        bus.AddSliceConsumer<RunTrialConsumer, RunTrial, RunTrialConsumer.Definition>();
        bus.AddConsumer<SelectModelConsumer, SelectModelConsumer.Definition>();
    }
}

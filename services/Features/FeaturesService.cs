using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Contracts;
using Presage.Features.Consumers;
using Presage.Features.Planning;
using Presage.Features.Slices;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Settings;
using Presage.Storage.Histories;

namespace Presage.Features;

/// <summary>Plans runs that need features, and builds them slice by slice.</summary>
public static class FeaturesService
{
    public static void AddFeatures(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.Read<FeaturesOptions>(FeaturesOptions.Section).Validated());
        services.AddHistories();
        services.AddSingleton<KnownDataReader>();
        services.AddSingleton<ModelFinder>();
        services.AddSingleton<TrainingPlanner>();
        services.AddSingleton<ScoringPlanner>();
        services.AddSingleton<ExportPlanner>();
        services.AddSingleton<FeatureStage>();
        services.AddSingleton<FeatureSliceBuilder>();
    }

    public static void AddFeaturesConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<StartTrainingConsumer, StartTrainingConsumer.Definition>();
        bus.AddConsumer<StartScoringConsumer, StartScoringConsumer.Definition>();
        bus.AddConsumer<StartFeaturesConsumer>();
        bus.AddSliceConsumer<BuildFeatureSliceConsumer, BuildFeatureSlice, BuildFeatureSliceConsumer.Definition>();
        bus.AddConsumer<CompleteExportConsumer>();
        bus.AddConsumer<DiscardFeaturesConsumer>();
    }
}

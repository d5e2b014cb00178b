using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Contracts;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Settings;
using Presage.Scoring.Alarms;
using Presage.Scoring.Consumers;
using Presage.Scoring.Predictions;
using Presage.Storage.Histories;

namespace Presage.Scoring;

/// <summary>Predicts from the features of a run, writes the predictions and raises alarms.</summary>
public static class ScoringService
{
    public static void AddScoring(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.Read<ScoringOptions>(ScoringOptions.Section).Validated());
        services.AddHistories();
        services.AddSingleton<ModelCache>();
        services.AddSingleton<PredictionStore>();
        services.AddSingleton<AlarmRaiser>();
        services.AddSingleton<SliceScorer>();
        services.AddSingleton<ScoringEnd>();
    }

    public static void AddScoringConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<PlanScoringConsumer>();
        bus.AddSliceConsumer<ScoreSliceConsumer, ScoreSlice, ScoreSliceConsumer.Definition>();
    }
}

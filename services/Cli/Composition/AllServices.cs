using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Presage.Application;
using Presage.Features;
using Presage.Hosting;
using Presage.Hosting.Endpoints;
using Presage.Hosting.Messaging;
using Presage.Hosting.Stores;
using Presage.Ingestion;
using Presage.Monitoring;
using Presage.Scoring;
using Presage.Training;

namespace Presage.Cli.Composition;

/// <summary>
/// Every service of Presage in one process, over the store and the bus that are configured: embedded and in memory unless something else is
/// said.
/// </summary>
internal static class AllServices
{
    /// <summary>
    /// What the command says itself, or the ledger; the log of it, and the stack traces of bus and host, are for those who ask for them.
    /// </summary>
    private static readonly string[] Verbose =
    [
        "MassTransit", "Microsoft.Extensions.Hosting", "Presage.Hosting.Runs", "Presage.Hosting.Endpoints", "Presage.Hosting.Faults",
        "Presage.Ingestion",
    ];

    public static void AddAllServices(this IHostApplicationBuilder builder, string data, bool verbose, EmbeddedSettings settings)
    {
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(settings.ToConfiguration());
        builder.AddLogging(verbose);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddStorage(ConfiguredStore.OptionsOf(data));
        builder.AddServiceDefaults();
        builder.Services.AddApplication();
        builder.AddMessaging(AddAllConsumers);
        builder.AddIngestion();
        builder.AddFeatures();
        builder.AddTraining();
        builder.AddScoring();
        builder.AddMonitoring();
    }

    private static void AddAllConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddIngestionConsumers();
        bus.AddFeaturesConsumers();
        bus.AddTrainingConsumers();
        bus.AddScoringConsumers();
        bus.AddMonitoringConsumers();
    }

    /// <summary>Logs go to standard error.</summary>
    public static void AddLogging(this IHostApplicationBuilder builder, bool verbose)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.UseUtcTimestamp = true;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Warning);
        foreach (var category in verbose ? [] : Verbose)
            builder.Logging.AddFilter(category, LogLevel.None);
    }
}

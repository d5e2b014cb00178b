using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Contracts;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Settings;
using Presage.Ingestion.Completion;
using Presage.Ingestion.Consumers;
using Presage.Ingestion.Inputs;
using Presage.Ingestion.Loading;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Streaming;

namespace Presage.Ingestion;

/// <summary>Reads files of records, checks every row and brings the good ones to the store.</summary>
public static class IngestionService
{
    /// <exception cref="Engine.PresageException">An option is out of range.</exception>
    public static void AddIngestion(this IHostApplicationBuilder builder)
    {
        GzipText.RefuseTruncated();

        var options = builder.Configuration.Read<IngestionOptions>(IngestionOptions.Section);
        var services = builder.Services;
        services.AddSingleton(options.Validated());
        services.AddSingleton<AllowedPaths>();
        services.AddSingleton<InputFiles>();
        services.AddSingleton<InputFinder>();
        services.AddSingleton<FileCutter>();
        services.AddSingleton<FilePlanner>();
        services.AddSingleton<DataSetScenarios>();
        services.AddSingleton<IngestPlanner>();
        services.AddSingleton<IngestStages>();
        services.AddSingleton<Loaders>();
        services.AddSingleton<SliceTurns>();
        services.AddSingleton<SliceLoader>();
        services.AddSingleton<RunCompletion>();

        var streaming = builder.Configuration.Read<StreamingOptions>(StreamingOptions.Section);
        services.AddSingleton(streaming.Validated());
        services.AddSingleton<DescribedMachines>();
        services.AddSingleton<ReadingWriter>();
        services.AddSingleton<LiveScoring>();
    }

    public static void AddIngestionConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<NewDataArrivedConsumer, NewDataArrivedConsumer.Definition>();
        bus.AddSliceConsumer<IngestSliceConsumer, IngestSlice, IngestSliceConsumer.Definition>();
        bus.AddConsumer<ReadingsReportedConsumer, ReadingsReportedConsumer.Definition>();
    }
}

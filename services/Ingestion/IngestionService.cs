using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Contracts;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Settings;
using Presage.Ingestion.Completion;
using Presage.Ingestion.Consumers;
using Presage.Ingestion.LiveScoring;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Readmission;
using Presage.Ingestion.Requests;
using Presage.Ingestion.Slices;
using Presage.Ingestion.Streaming;
using Presage.Sources;
using Presage.Sources.Files;
using Presage.Sources.Text;
using Presage.Storage.Histories;

namespace Presage.Ingestion;

/// <summary>Reads records from sources and messages, checks every one and brings the good ones to the store.</summary>
public static class IngestionService
{
    /// <exception cref="Engine.PresageException">An option is out of range.</exception>
    public static void AddIngestion(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.Read<IngestionOptions>(IngestionOptions.Section).Validated();
        builder.Services.AddSingleton(options);
        AddSources(builder.Services, options);
        AddRuns(builder.Services);
        AddStreaming(builder);
    }

    public static void AddIngestionConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<NewDataArrivedConsumer, NewDataArrivedConsumer.Definition>();
        bus.AddSliceConsumer<IngestSliceConsumer, IngestSlice, IngestSliceConsumer.Definition>();
        bus.AddConsumer<ReadingsReportedConsumer, ReadingsReportedConsumer.Definition>();
    }

    private static void AddSources(IServiceCollection services, IngestionOptions options)
    {
        SourceTexts.RefuseTruncated();
        services.AddSingleton(options.SourceLimits);
        services.AddSingleton(new AllowedPaths(options.AllowedRoots, options.FollowLinks));
        services.AddSingleton<ISource, FileSource>();
        services.AddSingleton<SourceCatalog>();
        services.AddSingleton<SourceTexts>();
    }

    private static void AddRuns(IServiceCollection services)
    {
        services.AddHistories();
        services.AddSingleton<ObjectFinder>();
        services.AddSingleton<FilePlanner>();
        services.AddSingleton<DataSetScenarios>();
        services.AddSingleton<IngestPlanner>();
        services.AddSingleton<TableIntakes>();
        services.AddSingleton<TableTexts>();
        services.AddSingleton<FileTrial>();
        services.AddSingleton<NewMachines>();
        services.AddSingleton<SliceLoader>();
        services.AddSingleton<IngestLedger>();
        services.AddSingleton<UnfitFiles>();
        services.AddSingleton<IngestStages>();
        services.AddSingleton<RunCompletion>();
        services.AddSingleton<RowsAgain>();
        services.AddSingleton<QuarantineReader>();
    }

    private static void AddStreaming(IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.Read<StreamingOptions>(StreamingOptions.Section).Validated());
        builder.Services.AddSingleton<DescribedMachines>();
        builder.Services.AddSingleton<ReadingWriter>();
        builder.AddLiveScoring();
    }
}

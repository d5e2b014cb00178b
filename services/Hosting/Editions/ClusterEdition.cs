using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML;
using Presage.Hosting.Observability;
using Presage.Storage;
using Presage.Storage.MongoDb;

namespace Presage.Hosting.Editions;

/// <summary>What the cluster edition adds.</summary>
internal static class Edition
{
    public static IServiceCollection AddMongoDb(IServiceCollection services, StorageOptions options) => services.AddMongoStorage(options);

    public static TrainerCatalog AddTrainers(TrainerCatalog own) => own.With(MicrosoftMLAlgorithms.All);

    public static void AddTelemetryExport(IHostApplicationBuilder builder, ResourceBuilder resource, Action<OtlpExporterOptions> exporter) => builder.Services
        .AddOpenTelemetry()
        .WithTracing(traces => traces.SetResourceBuilder(resource).AddPresage(exporter))
        .WithMetrics(metrics => metrics.SetResourceBuilder(resource).AddPresage(exporter));
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Hosting.Observability;
using Presage.Storage;

namespace Presage.Hosting.Editions;

/// <summary>What the embedded edition has in place of the providers of the cluster edition.</summary>
internal static class Edition
{
    private static readonly string[] s_absentTrainers = ["ml-fast-tree", "ml-fast-forest", "ml-light-gbm"];

    public static IServiceCollection AddMongoDb(IServiceCollection services, StorageOptions options) => throw new PresageException(
        "provider-not-in-edition",
        $"The storage provider '{options.Provider}' is not part of this edition of presage.",
        "Build presage with -p:Edition=cluster, or set Storage:Provider to 'sqlite'.");

    public static TrainerCatalog AddTrainers(TrainerCatalog own) => own.Without(s_absentTrainers.Select(
        name => new AbsentAlgorithm(name, $"Build presage with -p:Edition=cluster, or use one of: {string.Join(", ", own.Names)}.")));

    public static void AddTelemetryExport(IHostApplicationBuilder builder, ResourceBuilder resource, Action<OtlpExporterOptions> exporter) =>
        builder.Services.AddHostedService(_ => new TelemetryExport(resource, exporter));
}

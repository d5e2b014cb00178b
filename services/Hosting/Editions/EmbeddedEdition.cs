using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using Presage.Engine;
using Presage.Hosting.Observability;
using Presage.Storage;

namespace Presage.Hosting.Editions;

/// <summary>What the embedded edition has in place of the providers of the cluster edition.</summary>
internal static class Edition
{
    public static IServiceCollection AddMongoDb(IServiceCollection services, StorageOptions options) => throw new PresageException(
        "provider-not-in-edition",
        $"The storage provider '{options.Provider}' is not part of this edition of presage.",
        "Build presage with -p:Edition=cluster, or set Storage:Provider to 'sqlite'.");

    public static void AddTelemetryExport(IHostApplicationBuilder builder, ResourceBuilder resource, Action<OtlpExporterOptions> exporter) =>
        builder.Services.AddHostedService(_ => new TelemetryExport(resource, exporter));
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using Presage.Hosting.Editions;
using Presage.Hosting.Settings;

namespace Presage.Hosting.Observability;

public static class ObservabilityExtensions
{
    /// <summary>Traces, metrics and logs; exported when there is a collector.</summary>
    public static void AddObservability(this IHostApplicationBuilder builder)
    {
        builder.Services.AddMetrics();

        var options = builder.Configuration.Read<ObservabilityOptions>(ObservabilityOptions.Section).Validated();
        if (options.Endpoint is null && string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        var resource = ResourceBuilder.CreateDefault()
            .AddService(builder.Environment.ApplicationName, serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}");
        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(resource).AddOtlpExporter(To));
        Edition.AddTelemetryExport(builder, resource, To);

        // The standard variables say where and how when the options do not.
        void To(OtlpExporterOptions exporter)
        {
            if (options.Endpoint is { } endpoint)
                exporter.Endpoint = endpoint;
        }
    }
}

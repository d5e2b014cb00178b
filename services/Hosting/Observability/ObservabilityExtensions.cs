using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Presage.Hosting.Life;
using Presage.Hosting.Settings;

namespace Presage.Hosting.Observability;

public static class ObservabilityExtensions
{
    /// <summary>Traces, metrics and logs; exported when there is a collector.</summary>
    public static void AddObservability(this IHostApplicationBuilder builder)
    {
        builder.Services.AddMetrics();

        var options = builder.Configuration.Read<ObservabilityOptions>(ObservabilityOptions.Section).Validated();
        OtlpVariables.Check(builder.Configuration);
        if (options.Endpoint is null && !OtlpVariables.NameCollector(builder.Configuration))
            return;

        builder.AddExport(options);
    }

    /// <summary>Apart from the rest, so that a process without a collector does not load what exports.</summary>
    private static void AddExport(this IHostApplicationBuilder builder, ObservabilityOptions options)
    {
        builder.Services.AddHostedService<ExportFailures>();
        var resource = ResourceBuilder.CreateDefault()
            .AddService(builder.Environment.ApplicationName, serviceInstanceId: ProcessLife.Worker);
        builder.Logging.AddOpenTelemetry(logs =>
        {
            // The fields of a scope say which run and data set a record is about.
            logs.IncludeScopes = true;
            logs.IncludeFormattedMessage = true;
            logs.SetResourceBuilder(resource).AddOtlpExporter(To);
        });
        builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces.SetResourceBuilder(resource).AddPresage(To))
            .WithMetrics(metrics => metrics.SetResourceBuilder(resource).AddPresage(To));

        // The standard variables say where and how when the options do not.
        void To(OtlpExporterOptions exporter)
        {
            if (options.Endpoint is { } endpoint)
                exporter.Endpoint = endpoint;
        }
    }
}

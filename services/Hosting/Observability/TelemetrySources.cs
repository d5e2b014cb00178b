using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Presage.Hosting.Observability;

/// <summary>What is watched: Presage itself, its bus and the runtime.</summary>
internal static class TelemetrySources
{
    public static TracerProviderBuilder AddPresage(this TracerProviderBuilder traces, Action<OtlpExporterOptions> exporter) =>
        traces.AddSource(PresageActivity.SourceName, "MassTransit").AddOtlpExporter(exporter);

    public static MeterProviderBuilder AddPresage(this MeterProviderBuilder metrics, Action<OtlpExporterOptions> exporter) =>
        metrics.AddMeter(PresageMetrics.MeterName, "MassTransit", "System.Runtime").AddOtlpExporter(exporter);
}

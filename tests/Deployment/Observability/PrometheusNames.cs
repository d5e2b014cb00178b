using System.Diagnostics.Metrics;

namespace Presage.Tests.Deployment.Observability;

/// <summary>
/// What Prometheus calls an instrument after the collector's exporter has translated it: underscores, the unit in full, and the kind as a
/// suffix. See https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/.
/// </summary>
internal static class PrometheusNames
{
    private static readonly Dictionary<string, string> Units = new() { ["s"] = "_seconds", ["By"] = "_bytes" };

    public static IEnumerable<string> Of(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        var name = instrument.Name.Replace('.', '_') + Units.GetValueOrDefault(instrument.Unit ?? "", "");
        if (type == typeof(Histogram<>))
            return [$"{name}_bucket", $"{name}_sum", $"{name}_count"];

        if (type == typeof(Counter<>) || type == typeof(ObservableCounter<>))
            return [$"{name}_total"];

        var isRatio = instrument.Unit == "1" && (type == typeof(Gauge<>) || type == typeof(ObservableGauge<>));
        return [isRatio ? $"{name}_ratio" : name];
    }
}

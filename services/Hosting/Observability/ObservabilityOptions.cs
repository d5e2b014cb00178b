namespace Presage.Hosting.Observability;

/// <summary>Where telemetry goes. Section <c>Observability</c>.</summary>
public sealed record ObservabilityOptions
{
    /// <summary>Address of an OpenTelemetry collector (OTLP over gRPC), such as <c>http://localhost:4317</c>; nothing is exported without one.
    /// The standard variable OTEL_EXPORTER_OTLP_ENDPOINT does the same.</summary>
    public Uri? Endpoint { get; init; }
}

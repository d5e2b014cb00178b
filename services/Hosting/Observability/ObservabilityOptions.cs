using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Hosting.Observability;

/// <summary>Where telemetry goes.</summary>
public sealed record ObservabilityOptions
{
    public const string Section = "Observability";

    /// <summary>
    /// Address of an OpenTelemetry collector (OTLP over gRPC), such as <c>http://localhost:4317</c>; nothing is exported without one. The
    /// standard variable OTEL_EXPORTER_OTLP_ENDPOINT does the same.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public ObservabilityOptions Validated()
    {
        OptionRule.Require(
            Endpoint is null or
            {
                IsAbsoluteUri: true, Scheme: "http" or "https",
            }, Section, nameof(Endpoint), "an address such as http://localhost:4317");
        return this;
    }
}

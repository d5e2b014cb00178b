using Microsoft.Extensions.Configuration;
using Presage.Engine;
using Presage.Hosting.Observability;

namespace Presage.Tests.Hosting.Settings;

/// <summary>A collector that nothing would ever reach is told at the start.</summary>
public sealed class OtlpVariablesTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "grpc://collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "GRPC ")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "Bearer secret")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "a=secret,b")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "10s")]
    public void What_cannot_be_used_is_refused_by_its_name(string variable, string value)
    {
        var error = Should.Throw<PresageException>(() => OtlpVariables.Check(Of(variable, value)));

        error.Code.ShouldBe("invalid-options");
        error.Message.ShouldStartWith($"The variable {variable} is ");
        error.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", " https://collector.example ")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20x,tenant=a=b")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "2500")]
    public void What_the_exporters_understand_is_taken(string variable, string value) => OtlpVariables.Check(Of(variable, value));

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", true)]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", true)]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", false)]
    public void A_collector_of_one_signal_is_one(string variable, bool isCollector) =>
        OtlpVariables.NameCollector(Of(variable, "http://collector:4317")).ShouldBe(isCollector);

    private static IConfiguration Of(string variable, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(variable, value)]).Build();
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Presage.Hosting.Messaging;
using Presage.Hosting.Observability;

namespace Presage.Tests.Deployment.Observability;

/// <summary>Names of all metrics that Prometheus can have from the processes, the broker and itself.</summary>
internal static class Emitted
{
    /// <summary>What Prometheus says of every target, and the collector of every process.</summary>
    private static readonly string[] OfTargets = ["up", "target_info"];

    /// <summary>As KEDA 2.17 names them.</summary>
    private static readonly string[] OfScaling =
        ["keda_scaled_object_errors_total", "keda_scaler_detail_errors_total", "keda_scaler_active", "keda_scaler_metrics_value"];

    public static IReadOnlySet<string> Names { get; } = OfProcesses().Concat(OfBroker()).Concat(OfScaling).Concat(OfTargets).ToHashSet();

    private static IReadOnlyList<string> OfProcesses()
    {
        var names = new List<string>();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name is PresageMetrics.MeterName or "System.Runtime")
                lock (names)
                    names.AddRange(PrometheusNames.Of(instrument));
        };
        listener.Start();
        var factory = services.GetRequiredService<IMeterFactory>();
        _ = new PresageMetrics(factory);
        _ = new MessagingMetrics(factory, new MessagingOptions());
        lock (names)
            return [.. names];
    }

    /// <summary>As RabbitMQ 3.10.8 names them at /metrics, and at /metrics/detailed with the families that Prometheus asks for.</summary>
    private static string[] OfBroker() => File.ReadAllLines(Repository.PathOf("tests/Deployment/Observability/rabbitmq-metrics.txt"));
}

using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Presage.Hosting.Life;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Ownership;
using Presage.Hosting.Stores;
using Presage.Hosting.Workers;
using Presage.Storage;

namespace Presage.Hosting.Health;

/// <summary>Puts into words what the checks have answered.</summary>
internal sealed class HealthTeller(
    ProcessLife life, CheckLog checks, IStoreTopology store, StoreHealth known, MessagingOptions options, IBusControl bus,
    BrokerState broker, StoreTime time)
{
    public string Sentence(HealthReport report)
    {
        Note(report);
        return report.Status == HealthStatus.Healthy ? nameof(HealthStatus.Healthy)
            : string.Join(' ', report.Entries.Values.Select(CheckLog.ReasonOf).OfType<string>());
    }

    public HealthDocument Document(HealthReport report) => new(
        life.State, report.Status != HealthStatus.Unhealthy, life.Service, ProcessLife.Version, ProcessLife.Worker, life.Since,
        new HealthStore(store.Name, known.Identity?.Id, known.Identity?.Form), Broker(), Note(report), Clock());

    private List<HealthCheckDocument> Note(HealthReport report) =>
    [
        .. report.Entries.Select(entry => new HealthCheckDocument(
            entry.Key, entry.Value.Status != HealthStatus.Unhealthy ? "passes" : "fails", CheckLog.ReasonOf(entry.Value),
            checks.Note(entry.Key, entry.Value, isExpected: life.State != ProcessState.Ready))),
    ];

    private HealthClock? Clock() => time.Skew is { } skew
        ? new(Math.Round(skew.TotalSeconds, 3), time.IsSkewed ? $"The clock of this process is {ClockWords.Of(skew)}." : null) : null;

    private HealthBroker? Broker() => options.Transport == MessagingOptions.InMemory ? null : new(
        options.BrokerName, options.VirtualHost,
        bus.CheckHealth().Status == BusHealthStatus.Healthy || broker.Trouble is not null ? broker.Word : "away");
}

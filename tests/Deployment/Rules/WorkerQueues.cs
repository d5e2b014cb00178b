using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Features;
using Presage.Hosting;
using Presage.Hosting.Endpoints;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;
using Presage.Hosting.Stores;
using Presage.Ingestion;
using Presage.Monitoring;
using Presage.Scheduler;
using Presage.Scoring;
using Presage.Training;

namespace Presage.Tests.Deployment.Rules;

/// <summary>The queues that each worker takes from, as its own bus is configured; no broker is asked.</summary>
internal static class WorkerQueues
{
    private static readonly Dictionary<string, Lazy<IReadOnlyList<string>>> s_queues = new()
    {
        ["ingestion"] = new(() => Of(bus => bus.AddIngestionConsumers(), host => host.AddIngestion())),
        ["features"] = new(() => Of(bus => bus.AddFeaturesConsumers(), host => host.AddFeatures())),
        ["training"] = new(() => Of(bus => bus.AddTrainingConsumers(), host => host.AddTraining())),
        ["scoring"] = new(() => Of(bus => bus.AddScoringConsumers(), host => host.AddScoring())),
        ["scheduler"] = new(() => Of(bus => bus.AddSchedulerConsumers(), host => host.AddScheduler())),
        ["monitoring"] = new(() => Of(bus => bus.AddMonitoringConsumers(), host => host.AddMonitoring())),
    };

    public static IReadOnlyList<string> Of(string worker) => s_queues[worker].Value;

    private static IReadOnlyList<string> Of(Action<IBusRegistrationConfigurator> consumers, Action<IHostApplicationBuilder> service)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "presage" });
        builder.Configuration.AddInMemoryCollection(
            [new("Messaging:Transport", MessagingOptions.RabbitMq), new("Storage:Directory", AppContext.BaseDirectory)]);
        builder.AddStorage();
        builder.AddServiceDefaults();
        builder.AddMessaging(consumers);
        service(builder);

        // Not disposed: MassTransit keeps the first host's log for the hosts after it.
        var host = builder.Build();
        host.Services.GetRequiredService<IBusControl>();

        // Messages only wait in delay queues; nobody takes them from there.
        return [.. host.Services.GetRequiredService<QueueList>().Queues.Select(queue => queue.Name)
            .Where(name => !name.StartsWith("presage-", StringComparison.Ordinal))];
    }
}

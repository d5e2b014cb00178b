using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Endpoints;
using Presage.Hosting.Messaging;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Benchmarks.Processes;

/// <summary>
/// Messages that nothing is done for, through everything that a message goes through: filters, retries, metrics, confirms,
/// acknowledgements.
/// </summary>
internal static class SmallMessages
{
    private const int AtOnce = 64;

    /// <returns>Messages published and consumed a second, and processor time for one in microseconds.</returns>
    public static async Task<(double PerSecond, double CpuMicroseconds)> MeasureAsync(Uri? broker, int messages)
    {
        var store = Directory.CreateTempSubdirectory("presage-messages-").FullName;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "benchmark" });
        builder.Logging.ClearProviders();
        if (broker is not null)
            builder.Configuration.AddInMemoryCollection(
                new Dictionary<string, string?> { ["Messaging:Transport"] = "rabbitmq", ["Messaging:Host"] = broker.ToString() });

        using var count = new Count(messages);
        builder.Services.AddSingleton(count);
        builder.Services.AddSqliteStorage(store);
        builder.AddServiceDefaults();
        builder.AddMessaging(bus => bus.AddConsumer<Consumer, Consumer.Definition>());
        using var host = builder.Build();
        await host.StartAsync();
        try
        {
            var bus = host.Services.GetRequiredService<IBus>();
            await PublishAsync(bus, messages / 10);
            await count.AllAsync(messages / 10);

            var (begun, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await PublishAsync(bus, messages);
            await count.AllAsync(messages + (messages / 10));
            return (messages / Stopwatch.GetElapsedTime(begun).TotalSeconds,
                (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / messages);
        }
        finally
        {
            await host.StopAsync();
            Directory.Delete(store, recursive: true);
        }
    }

    private static Task PublishAsync(IBus bus, int messages) => Parallel.ForAsync(
        0, messages, new ParallelOptions
        {
            MaxDegreeOfParallelism = AtOnce,
        }, async (slice, cancellation) => await bus.Publish(new ScoreSlice("benchmark", slice), cancellation));

    private sealed class Count(int messages) : IDisposable
    {
        private readonly SemaphoreSlim _consumed = new(0, (2 * messages) + 1);
        private int _taken;

        public void Add() => _consumed.Release();

        public void Dispose() => _consumed.Dispose();

        public async Task AllAsync(int total)
        {
            for (; _taken < total; _taken++)
                await _consumed.WaitAsync();
        }
    }

    private sealed class Consumer(Count count) : IConsumer<ScoreSlice>
    {
        public Task Consume(ConsumeContext<ScoreSlice> context)
        {
            count.Add();
            return Task.CompletedTask;
        }

        public sealed class Definition : ConsumerDefinition<Consumer>
        {
            public Definition() => EndpointName = "benchmark";

            protected override void ConfigureConsumer(
                IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<Consumer> consumerConfigurator,
                IRegistrationContext context) =>
                endpointConfigurator.PrefetchCount = AtOnce;
        }
    }
}

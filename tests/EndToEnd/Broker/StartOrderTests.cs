using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Starting;
using Presage.Hosting.Messaging.Topology;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Services that are there before their broker.</summary>
[Collection(nameof(Processes))]
public sealed class StartOrderTests(Brokers brokers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_service_waits_for_its_broker_and_says_so_and_is_ready_when_it_comes()
    {
        await using var broker = await Brokers.StartOwnAsync();
        await using var host = await broker.AddVirtualHostAsync();
        await broker.StopAsync();
        using var cluster = new Cluster(host.Address);
        using var http = new HttpClient();
        var worker = cluster.Start("Monitoring");

        await Eventually.TrueAsync(
            () => Task.FromResult(LinesOfWaiting(worker, host.Address) >= 2), Patience, $"it says twice what it waits for:\n{worker.Log}");
        worker.Log.ShouldNotContain("guest:guest");
        (await http.GetAsync(worker.Address("/health/live"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync(worker.Address("/health/ready"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.ServiceUnavailable);
        worker.IsReady.ShouldBeFalse();

        await broker.StartAsync();

        await worker.ReadyAsync();
        await Eventually.TrueAsync(() => IsReadyAsync(http, worker), Patience, "it is ready");
    }

    [Fact]
    public async Task A_service_whose_broker_goes_away_is_not_ready_until_it_is_back()
    {
        await using var broker = await Brokers.StartOwnAsync();
        await using var host = await broker.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        using var http = new HttpClient();
        var worker = cluster.Start("Monitoring");
        await worker.ReadyAsync();
        await Eventually.TrueAsync(() => IsReadyAsync(http, worker), Patience, "it is ready");

        await broker.PauseAsync();
        await Eventually.TrueAsync(async () => !await IsReadyAsync(http, worker), Patience, "it is not ready");
        await broker.ResumeAsync();

        await Eventually.TrueAsync(() => IsReadyAsync(http, worker), Patience, "it is ready again");
    }

    /// <summary>
    /// A broker closes the connection of whoever consumes from a queue that another channel is just creating. The bus works on many
    /// channels at once, so it must find every queue there.
    /// </summary>
    [Fact]
    public async Task Every_queue_is_there_before_the_bus_starts()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        var options = new MessagingOptions { Transport = MessagingOptions.RabbitMq, Host = host.Address };
        await using var services = new ServiceCollection().AddSingleton(options).AddSingleton(TimeProvider.System).AddSingleton<QueueList>()
            .AddLogging().AddMetrics().AddBroker().BuildServiceProvider();
        var gate = ActivatorUtilities.CreateInstance<BrokerGate>(services);
        QueueSpec[] queues =
        [
            new("work", QueueArguments.Work("test-faults")),
            new("test-faults", QueueArguments.Fault),
            new("presage-delay-10s", QueueArguments.Delay(TimeSpan.FromSeconds(10))),
        ];

        // Of several processes one creates them, and the others wait and find them.
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => gate.PassAsync(queues, TimeSpan.Zero, TestContext.Current.CancellationToken)));

        (await host.QueuesAsync()).Keys.ShouldBe(queues.Select(queue => queue.Name), ignoreOrder: true);
        (await host.ArgumentsAsync()).ShouldAllBe(queue => queue.Contains("\"x-queue-type\",\"quorum\""));
    }

    [Fact]
    public async Task A_service_that_its_broker_refuses_says_so_in_one_sentence()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(new UriBuilder(host.Address) { UserName = "guest", Password = "mistaken" }.Uri);
        cluster.Set("Messaging__RestartAfter", "00:00:10");

        var worker = cluster.Start("Monitoring");

        await Eventually.TrueAsync(
            () => Task.FromResult(worker.Log.Contains("refuses the account guest. Set Messaging__Host", StringComparison.Ordinal)),
            Patience, "it says so");
        await worker.EndAsync(Patience, exitCode: 1);
        worker.Log.ShouldNotContain("Exception");
        worker.Log.ShouldNotContain("mistaken");
    }

    [Fact]
    public async Task A_service_that_is_asked_after_its_health_does_not_fill_its_log()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        using var http = new HttpClient();
        var worker = cluster.Start("Monitoring");
        await worker.ReadyAsync();

        await Eventually.TrueAsync(() => IsReadyAsync(http, worker), Patience, "it is ready");
        await IsReadyAsync(http, worker);

        worker.Log.ShouldNotContain("/health/ready");
    }

    private static int LinesOfWaiting(Worker worker, Uri broker) =>
        worker.Log.Split('\n')
            .Count(line => line.Contains($"Waiting for the broker {broker.Host}:{broker.Port}", StringComparison.Ordinal));

    private static async Task<bool> IsReadyAsync(HttpClient http, Worker worker) =>
        (await http.GetAsync(worker.Address("/health/ready"), TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.OK;
}

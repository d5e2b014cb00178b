using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Refusals;

/// <summary>A process whose broker changes under it: another password, no memory, a connection that nothing comes through.</summary>
[Collection(nameof(Processes))]
public sealed class ChangingBrokerTests(Brokers brokers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Two heartbeats of 10 s, and a connection made anew.</summary>
    private static readonly TimeSpan HalfOpen = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_half_open_connection_is_noticed_and_the_next_one_takes_the_new_password_from_the_mounted_file()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        await using var account = await Account.AddAsync(host);
        await using var way = new Detour(host.Address.Host, host.Address.Port);
        using var cluster = new Cluster(new UriBuilder(account.Address) { Port = way.Port, Password = "none" }.Uri);
        cluster.Set("Messaging__PasswordFile", cluster.Workspace.Write("password", "first\n"));
        var worker = await StartAsync(cluster);

        cluster.Workspace.Write("password", "second\n");
        await account.ChangePasswordAsync("second");
        way.Swallow().Dispose();
        await Eventually.TrueAsync(
            async () => (await AskAsync(worker)).Status == HttpStatusCode.ServiceUnavailable, HalfOpen, "it is not ready");
        await Eventually.TrueAsync(async () => (await AskAsync(worker)).Status == HttpStatusCode.OK, HalfOpen, () => worker.Log);

        worker.AsksForRestart.ShouldBeFalse();
        worker.Log.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_process_whose_first_connections_are_half_open_makes_others()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        await using var way = new Detour(host.Address.Host, host.Address.Port);
        using var cluster = new Cluster(new UriBuilder(host.Address) { Port = way.Port }.Uri);
        using var swallowing = way.Swallow();
        var worker = cluster.Start("Monitoring");
        await Eventually.TrueAsync(
            () => Task.FromResult(worker.Log.Contains("does not answer", StringComparison.Ordinal)), Patience, () => worker.Log);
        swallowing.Dispose();

        await worker.ReadyAsync();
    }

    [Fact]
    public async Task A_refused_login_is_told_once_and_ends_the_process_to_be_started_anew()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        await using var account = await Account.AddAsync(host);
        await using var way = new Detour(host.Address.Host, host.Address.Port);
        using var cluster = new Cluster(new UriBuilder(account.Address) { Port = way.Port }.Uri);
        cluster.Set("Messaging__RestartAfter", "00:00:10");
        var worker = await StartAsync(cluster);

        await account.ChangePasswordAsync("second");
        await way.Close().DisposeAsync();
        await Eventually.TrueAsync(
            async () => (await AskAsync(worker)).Text.Contains($"refuses the account {account.Name}", StringComparison.Ordinal), Patience,
            () => $"it says why it is not ready:\n{worker.Log}");
        await worker.EndAsync(Patience, exitCode: 1);

        worker.AsksForRestart.ShouldBeTrue();
        worker.Log.ShouldNotContain("   at ");
        worker.Log.Split('\n').Count(line => line.Contains("refuses the account", StringComparison.Ordinal)).ShouldBeLessThan(5);
    }

    [Fact]
    public async Task A_missing_right_to_read_is_told_by_the_worker_that_meets_it_and_ends_it_to_be_started_anew()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        await using var account = await Account.AddAsync(host, LeastRights.Configure, LeastRights.Write, read: "^$");
        using var cluster = new Cluster(account.Address);
        cluster.Workspace.Variables["Messaging__Host"] = host.Address.ToString();
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();
        cluster.Set("Messaging__RestartAfter", "00:00:10");

        var worker = cluster.Start("Monitoring");
        await worker.EndAsync(Patience, exitCode: 1);

        worker.Log.ShouldContain($"does not let the account {account.Name} read the queue ");
        worker.Log.ShouldContain("Give ");
        worker.Log.ShouldNotContain("   at ");
        worker.Log.Split('\n').Count(line => line.Contains("does not let the account", StringComparison.Ordinal))
            .ShouldBeLessThan(5, worker.Log);
    }

    [Fact]
    public async Task A_broker_without_memory_is_told_by_a_process_that_does_nothing_and_by_commands()
    {
        await using var broker = await Brokers.StartOwnAsync();
        await using var host = await broker.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        var worker = await StartAsync(cluster);
        await BeginAsync(cluster, "started");
        var later = new LaterClock();
        await using var bare = await broker.AddVirtualHostAsync();
        await using var account = await Account.AddAsync(bare, LeastRights.Configure, LeastRights.Write, LeastRights.Read);
        await using var services = Services(account.Address, later);
        (await services.GetRequiredService<BrokerPulse>().BeatAsync(TestContext.Current.CancellationToken)).ShouldBeNull();

        await SetMemoryAsync(host, "0.000001");
        await Eventually.TrueAsync(
            async () => (await AskAsync(worker)).Text.Contains("takes no messages: it is out of memory", StringComparison.Ordinal),
            Patience, () => $"it says why it is not ready:\n{worker.Log}");
        await TellBlockedAsync(cluster);
        await TellBlockedWithoutExchangeAsync(services, later);
        await SetMemoryAsync(host, "0.4");
        await Eventually.TrueAsync(async () => (await AskAsync(worker)).Status == HttpStatusCode.OK, Patience, () => worker.Log);

        worker.Log.Split('\n').Count(line => line.Contains("takes no messages", StringComparison.Ordinal)).ShouldBeLessThan(3, worker.Log);
        worker.Log.ShouldContain("can be used again");
    }

    /// <summary>A run that somebody has begun and nobody goes on with.</summary>
    private static async Task BeginAsync(Cluster cluster, string run)
    {
        await using var store = new ServiceCollection().AddSqliteStorage(cluster.Workspace.Data).BuildServiceProvider();
        await store.GetRequiredService<IRuns>().StartAsync(
            new Run(run, "evaluate", "plant", run, "{}", null, null, TimeProvider.System.GetUtcNow().UtcDateTime),
            TestContext.Current.CancellationToken);
    }

    /// <summary>One that publishes, one that only watches, and one that only shows.</summary>
    private static async Task TellBlockedAsync(Cluster cluster)
    {
        using var ingest = cluster.Workspace.Start([.. Plant.Ingest, RealRecords.Twenty]);
        using var watch = cluster.Workspace.Start("runs", "watch", "started");
        var shown = (await cluster.Workspace.RunAsync("runs", "show", "started", "--json")).Done().Document.GetProperty("waiting");
        foreach (var command in new[] { ingest, watch })
        {
            string? line;
            do
                line = await command.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()
                    .WaitAsync(Patience, TestContext.Current.CancellationToken);
            while (line?.Contains("takes no messages: it is out of memory", StringComparison.Ordinal) == false);

            line.ShouldNotBeNull();
            command.Kill();
        }

        shown.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()).ShouldBe(["broker-blocked"]);
    }

    /// <summary>Where an earlier version has deployed, and the account may create nothing, the exchange for it is missing.</summary>
    private static async Task TellBlockedWithoutExchangeAsync(IServiceProvider services, LaterClock clock)
    {
        var (pulse, state) = (services.GetRequiredService<BrokerPulse>(), services.GetRequiredService<BrokerState>());
        await pulse.BeatAsync(TestContext.Current.CancellationToken);
        state.Blocked.ShouldBeNull();

        clock.Later = TimeSpan.FromSeconds(31);
        await pulse.BeatAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(state.Blocked is not null), Patience, "it is blocked");
    }

    private static ServiceProvider Services(Uri address, TimeProvider clock) => new ServiceCollection()
        .AddSingleton(new MessagingOptions { Transport = MessagingOptions.RabbitMq, Host = address })
        .AddSingleton(clock).AddLogging().AddMetrics().AddBroker().BuildServiceProvider();

    private static Task<string> SetMemoryAsync(VirtualHost host, string share) =>
        host.Broker.EvaluateAsync($"vm_memory_monitor:set_vm_memory_high_watermark({share}), \"\".");

    private static async Task<Worker> StartAsync(Cluster cluster)
    {
        var worker = cluster.Start("Monitoring");
        await worker.ReadyAsync();
        await Eventually.TrueAsync(async () => (await AskAsync(worker)).Status == HttpStatusCode.OK, Patience, () => worker.Log);
        return worker;
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(Worker worker)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        try
        {
            using var answer = await http.GetAsync(worker.Address("/health/ready"), TestContext.Current.CancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (HttpRequestException ended)
        {
            return (default, ended.Message);
        }
    }

    private sealed class LaterClock : TimeProvider
    {
        public TimeSpan Later { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Later.Ticks;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Starting;
using Presage.Hosting.Messaging.Topology;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Refusals;

/// <summary>What a broker refuses is one sentence with what to do, whatever the library makes of it.</summary>
[Collection(nameof(Processes))]
public sealed class RefusalTests(Brokers brokers)
{
    private static readonly IReadOnlyList<QueueSpec> s_queues =
        [new("work", QueueArguments.Work("work-faults")), new("work-faults", QueueArguments.Fault)];

    [Fact]
    public async Task A_virtual_host_that_is_not_there()
    {
        await using var host = await brokers.AddVirtualHostAsync();

        var error = await PassAsync(new UriBuilder(host.Address) { Path = "mistaken" }.Uri);

        (error!.Code, error.Message).ShouldBe(("virtual-host-missing", $"{Broker(host)} has no virtual host mistaken."));
        error.Remedy.ShouldContain("Messaging__Host");
    }

    [Fact]
    public async Task An_account_that_has_no_rights_in_the_virtual_host()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        await using var other = await brokers.AddVirtualHostAsync();
        await using var account = await Account.AddAsync(other);

        var error = await PassAsync(new UriBuilder(account.Address) { Path = host.Name }.Uri);

        (error!.Code, error.Message).ShouldBe((
            "broker-right-missing", $"{Broker(host)} does not let the account {account.Name} into the virtual host {host.Name}."));
    }

    [Fact]
    public async Task An_account_that_may_create_nothing_where_a_queue_is_absent_and_where_all_are_there()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        await using var account = await Account.AddAsync(host, configure: "^$");

        var before = await PassAsync(account.Address);
        (await PassAsync(host.Address)).ShouldBeNull();
        var after = await PassAsync(account.Address);

        (before!.Code, before.Message).ShouldBe((
            "broker-right-missing", $"{Broker(host)} has no queue work, and the account {account.Name} may not create it."));
        before.Remedy.ShouldContain("Deploy the topology");
        after.ShouldBeNull();
    }

    [Fact]
    public async Task An_account_that_may_not_write()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        await using var account = await Account.AddAsync(host, configure: "^$", write: "^$");
        (await PassAsync(host.Address)).ShouldBeNull();

        var error = await PassAsync(account.Address);

        (error!.Code, error.Message).ShouldBe((
            "broker-right-missing",
            $"{Broker(host)} does not let the account {account.Name} write the exchange presage-pulse of the virtual host {host.Name}."));
    }

    [Fact]
    public async Task A_virtual_host_that_may_have_no_more_queues_or_connections()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        await LimitAsync(host, "max-queues", 1);
        var queues = await PassAsync(host.Address);
        await LimitAsync(host, "max-connections", 0);
        var connections = await PassAsync(host.Address);

        (queues!.Code, connections!.Code).ShouldBe(("broker-limit", "broker-limit"));
        queues.Message.ShouldContain("limit");
        connections.Message.ShouldContain("connection limit");
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_and_a_port_that_nobody_listens_at_are_waited_for()
    {
        await using var host = await brokers.AddVirtualHostAsync();

        var name = await TryAsync(new Uri("amqp://mistaken.invalid:5672/"));
        var port = await TryAsync(new UriBuilder(host.Address) { Port = FreePorts.Take(1)[0] }.Uri);

        name.Sentence.ShouldBe("The name of the broker mistaken.invalid:5672 does not resolve.");
        port.Sentence.ShouldContain("does not answer: Connection refused");
        (name.NeedsPeople, port.NeedsPeople).ShouldBe((false, false));
    }

    private static string Broker(VirtualHost host) => $"The broker {host.Address.Host}:{host.Address.Port}";

    private static Task<string> LimitAsync(VirtualHost host, string limit, int value) => host.Broker.EvaluateAsync(
        $"rabbit_vhost_limit:set(<<\"{host.Name}\">>, [{{<<\"{limit}\">>, {value}}}], <<\"test\">>), \"\".");

    private static async Task<PresageException?> PassAsync(Uri address)
    {
        await using var services = Services(address);
        try
        {
            await ActivatorUtilities.CreateInstance<BrokerGate>(services)
                .PassAsync(s_queues, TimeSpan.Zero, TestContext.Current.CancellationToken);
            return null;
        }
        catch (PresageException refused)
        {
            return refused;
        }
    }

    private static async Task<BrokerRefusal> TryAsync(Uri address)
    {
        var options = new MessagingOptions { Transport = MessagingOptions.RabbitMq, Host = address };
        var error = await Should.ThrowAsync<Exception>(
            new BrokerConnector(options).ConnectAsync("test", TestContext.Current.CancellationToken));
        return BrokerRefusal.Of(error, options);
    }

    private static ServiceProvider Services(Uri address) => new ServiceCollection()
        .AddSingleton(new MessagingOptions { Transport = MessagingOptions.RabbitMq, Host = address })
        .AddSingleton(TimeProvider.System).AddSingleton<QueueList>().AddLogging().AddMetrics().AddBroker().BuildServiceProvider();
}

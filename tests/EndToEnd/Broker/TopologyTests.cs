using Presage.Contracts;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Exchanges and queues before any service has run.</summary>
[Collection(nameof(Processes))]
public sealed class TopologyTests(Brokers brokers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_is_published_where_no_service_ever_ran_is_done_when_services_come()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();

        await Requests.PublishAsync(host.Address, new NewDataArrived("early", "plant", null, [RealRecords.Twenty]));
        cluster.Start("Ingestion");

        await Eventually.TrueAsync(async () => await cluster.StateOfAsync("early") == "succeeded", Patience, "the early run is done");
    }

    [Fact]
    public async Task Every_queue_that_a_worker_takes_from_is_there_before_with_a_limit_and_a_way_out()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();
        var deployed = await host.ArgumentsAsync();

        cluster.Start();
        await cluster.ReadyAsync();

        (await host.ArgumentsAsync()).ShouldBe(deployed, ignoreOrder: true);
        (await host.ConsumedAsync()).ShouldBe(
            deployed.Select(queue => queue.Split('\t')[0]).Where(queue => !queue.StartsWith("presage-")), ignoreOrder: true);
        deployed.ShouldAllBe(queue => queue.Contains("\"x-queue-type\",\"quorum\""));
        foreach (var work in deployed.Where(queue => !queue.Contains("-faults\t") && !queue.StartsWith("presage-")))
        {
            work.ShouldContain("\"x-delivery-limit\",20");
            work.ShouldContain("\"x-dead-letter-strategy\",\"at-least-once\"");
            deployed.ShouldContain(queue => work.Contains($"\"x-dead-letter-exchange\",\"{queue.Split('\t')[0]}\""));
        }
    }

    [Fact]
    public async Task A_command_whose_request_nobody_would_ever_get_says_so()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);

        var outcome = await cluster.Workspace.RunAsync([.. Plant.Ingest, RealRecords.Twenty]);

        outcome.Failed(1, "no queue for NewDataArrived");
        outcome.Sentence.ShouldContain("presage topology deploy");
    }

    [Fact]
    public async Task A_queue_of_that_name_that_is_not_as_it_must_be_is_told_and_left_alone()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        await Raw.DeclareClassicAsync(host.Address, "ingest-slice");

        (await cluster.Workspace.RunAsync("topology", "deploy")).Failed(1, "has a queue ingest-slice that is not as this version needs it");

        (await host.ArgumentsAsync()).ShouldHaveSingleItem().ShouldStartWith("ingest-slice\t[]");
    }

    [Fact]
    public async Task A_broker_that_refuses_the_account_is_told_at_once()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(new UriBuilder(host.Address) { UserName = "guest", Password = "mistaken" }.Uri);

        var outcome = await cluster.Workspace.RunAsync("topology", "deploy");

        outcome.Failed(1, $"The broker {host.Address.Host}:{host.Address.Port} refuses the account guest.");
        outcome.Sentence.ShouldContain("Messaging__Host");
        outcome.Error.ShouldNotContain("mistaken");
    }

    [Fact]
    public async Task Without_a_broker_there_is_nothing_to_deploy()
    {
        using var workspace = new Workspace();

        (await workspace.RunAsync("topology", "deploy")).Failed(1, "No broker is configured");
    }
}

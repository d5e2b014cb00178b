using System.Text;
using System.Text.Json;
using Presage.Contracts;
using Presage.Storage;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Messages that fail for good.</summary>
[Collection(nameof(Processes))]
public sealed class FaultTests(Brokers brokers)
{
    private const string Envelope = "application/vnd.masstransit+json";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Poison_becomes_faults_and_the_queue_goes_on()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        cluster.Start("Ingestion");
        cluster.Start("Scheduler");
        await cluster.ReadyAsync();

        await PublishAsync("not JSON", Envelope);
        await PublishAsync("", Envelope);
        await PublishAsync("""{"messageType":["urn:message:Elsewhere:Else"],"message":{}}""", Envelope);
        await PublishAsync(
            """{"messageType":["urn:message:Presage.Contracts:NewDataArrived"],"message":{"sources":{"no":"list"}}}""", Envelope);
        await PublishAsync(
            """{"messageType":["urn:message:Presage.Contracts:NewDataArrived"],"message":{"runId":"nameless","foo":12}}""", Envelope);
        await PublishAsync("""{"runId":null}""", "text/plain");
        await PublishAsync("""{"runId":"later","dataset":"plant","sources":["x"],"schemaVersion":2}""", "application/json");
        await PublishAsync(new string('x', 10 << 20), Envelope);
        await Requests.PublishAsync(host.Address, new NewDataArrived("good", "plant", null, [RealRecords.Twenty]));

        await Eventually.TrueAsync(
            async () => await cluster.StateOfAsync("good") == "succeeded", Patience, "the good message is worked on");
        var faults = await cluster.FaultsAsync();
        faults.Count.ShouldBe(8, string.Join('\n', faults.Select(fault => fault.ToString())));
        faults.CountBy(fault => fault.GetProperty("code").GetString()!).OrderBy(code => code.Key, StringComparer.Ordinal)
            .Select(code => $"{code.Value} {code.Key}").ShouldBe(
            ["2 invalid-message", "2 invalid-name", "1 message-too-large", "1 unreadable-message", "1 unsupported-schema",
                "1 wrong-message"]);
        (await cluster.StateOfAsync("nameless")).ShouldBe("failed");

        var large = faults.Single(fault => fault.GetProperty("code").GetString() == "message-too-large").GetProperty("id").GetString()!;
        (await cluster.Workspace.RunAsync("faults", "show", large)).Done().Out.ShouldContain("10,485,760 bytes");
        (await cluster.Workspace.RunAsync("faults", "redrive", large)).Failed(1, "cannot be read");
        (await cluster.Workspace.RunAsync("faults", "discard", "--all")).Done().Out.ShouldContain("8 faults were discarded");
        (await cluster.FaultsAsync()).ShouldBeEmpty();
        await WholeJob.ShouldLeaveNothingAsync(host);

        Task PublishAsync(string body, string contentType) =>
            Raw.PublishAsync(host.Address, "new-data-arrived", Encoding.UTF8.GetBytes(body), contentType);
    }

    [Fact]
    public async Task A_message_that_every_process_dies_of_is_given_up_and_fails_its_run()
    {
        const int DeliveryLimit = 20;
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();
        var request = new NewDataArrived("deadly", "plant", null, [RealRecords.Twenty]);
        await Requests.PublishAsync(host.Address, request);
        await Raw.DieOfAsync(host.Address, "new-data-arrived", DeliveryLimit + 1);

        cluster.Start("Ingestion");

        await Eventually.TrueAsync(async () => (await cluster.FaultsAsync()).Count == 1, Patience, "the message is a fault");
        var fault = (await cluster.FaultsAsync()).Single();
        fault.GetProperty("code").GetString().ShouldBe("given-up");
        fault.GetProperty("queue").GetString().ShouldBe("new-data-arrived");
        fault.GetProperty("run").GetString().ShouldBe("deadly");

        // Somebody has mended what was wrong.
        (await cluster.Workspace.RunAsync("faults", "redrive", "--all", "--code", "given-up"))
            .Done().Out.ShouldContain("1 faults were redriven");
        (await cluster.Workspace.RunAsync("faults", "redrive", fault.GetProperty("id").GetString()!))
            .Done().Out.ShouldContain("1 had been closed before");
        await Eventually.TrueAsync(
            async () => await cluster.StateOfAsync("deadly") == "succeeded", Patience, "the redriven message is worked on");
    }

    [Fact]
    public async Task What_fails_for_a_while_waits_in_the_broker_and_is_no_fault()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var disk = await SmallDisk.MountAsync(megabytes: 200);
        using var cluster = new Cluster(host.Address, new StorageOptions { Directory = disk.Path });
        cluster.Set("Messaging__Delays", "00:00:02,00:00:02,00:00:02,00:00:02,00:00:02");
        cluster.Start("Ingestion");
        cluster.Start("Scheduler");
        await cluster.ReadyAsync();

        await disk.FillAsync();
        await Requests.PublishAsync(host.Address, new NewDataArrived("patient", "plant", null, [RealRecords.Twenty]));
        await Eventually.TrueAsync(async () => (await host.QueuesAsync())["presage-delay-2s"] > 0, Patience, "the message waits");
        await disk.ResizeAsync(megabytes: 200);

        using var store = new Chaos.Store(new StorageOptions { Directory = disk.Path });
        await Eventually.TrueAsync(
            async () => await store.Get<IRuns>().FindAsync("patient", Cancellation) is
            {
                State: RunState.Succeeded,
            }, Patience, "the run is done");
        (await store.Get<IFaults>().ListAsync(new FaultQuery(State: null), null, 10, Cancellation)).ShouldBeEmpty();
        await WholeJob.ShouldLeaveNothingAsync(host);
    }

    [Fact]
    public async Task Without_a_broker_a_failed_command_is_no_fault_and_none_is_redriven()
    {
        using var workspace = new Workspace();
        (await workspace.RunAsync([.. Plant.Ingest, RealRecords.Twenty])).Done();

        (await workspace.RunAsync(Plant.Score)).Failed(1, "no model");

        (await workspace.RunAsync("faults", "redrive", "--all")).Failed(1, "none is configured");
        (await workspace.RunAsync("faults", "discard")).Failed(2, "is not said");
        (await workspace.RunAsync("faults", "show", "fault-1")).Failed(1, "There is no fault 'fault-1'");
        JsonDocument.Parse((await workspace.RunAsync("faults", "list", "--json")).Done().Out).RootElement.GetProperty("faults")
            .GetArrayLength().ShouldBe(0);
    }
}

using System.Text;
using Presage.Contracts;
using Presage.Tests.EndToEnd.Broker.Refusals;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Two stores and one broker.</summary>
[Collection(nameof(Processes))]
public sealed class TwoDeploymentsTests(Brokers brokers)
{
    private const string Envelope = "application/vnd.masstransit+json";
    private const string Elsewhere = "0123456789abcdef0123456789abcdef";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_deployment_by_mistake_takes_nothing_and_both_say_so_at_once()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var first = new Cluster(host.Address);
        var owner = first.Start("Ingestion");
        await first.ReadyAsync();
        using var second = new Cluster(host.Address);

        var intruder = second.Start("Ingestion");
        await intruder.EndAsync(Soon, exitCode: 1);

        intruder.Log.ShouldContain("belongs to the store");
        intruder.Log.ShouldContain(first.Workspace.Data);
        intruder.Log.ShouldContain(second.Workspace.Data);
        intruder.Log.ShouldContain("Messaging__Prefix");
        await Eventually.TrueAsync(
            () => Task.FromResult(owner.Log.Contains("Another deployment tried", StringComparison.Ordinal)), Soon, () => owner.Log);
        owner.Log.ShouldContain(second.Workspace.Data);
        using (var http = new HttpClient())
        {
            using var ready = await http.GetAsync(owner.Address("/health/ready"), Cancellation);
            ready.IsSuccessStatusCode.ShouldBeTrue();
            (await ready.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Another deployment tried");
        }

        (await second.Workspace.RunAsync([.. Plant.Ingest, RealRecords.Twenty])).Failed(1, "belongs to the store");
        (await first.Workspace.RunAsync([.. Plant.Ingest, RealRecords.Twenty])).Done();
        await WholeJob.ShouldLeaveNothingAsync(host);

        (await second.Workspace.RunAsync("topology", "deploy")).Failed(1, "belongs to the store");
        (await second.Workspace.RunAsync("topology", "deploy", "--adopt")).Done();
        await owner.EndAsync(Soon, exitCode: 1);
        owner.Log.ShouldContain("was taken over by the store");

        // However often it tried: as a process, for a command, and for the topology.
        owner.Log.Split('\n').Count(line => line.Contains("Another deployment tried", StringComparison.Ordinal)).ShouldBe(1, owner.Log);
    }

    [Fact]
    public async Task A_message_of_another_store_or_of_no_run_is_a_fault_that_harms_no_run()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        cluster.Start("Ingestion");
        await cluster.ReadyAsync();
        (await cluster.Workspace.RunAsync([.. Plant.Ingest, RealRecords.Twenty])).Done();
        var run = (await cluster.Workspace.RunAsync("runs", "list", "--json")).Done().Document.GetProperty("runs")[0]
            .GetProperty("id").GetString()!;

        await PublishAsync(host, "ingest-slice", SliceOf(run, Elsewhere), Elsewhere);
        await PublishAsync(host, "ingest-slice", SliceOf("nowhere"));

        await Eventually.TrueAsync(async () => (await cluster.FaultsAsync()).Count == 2, Patience, "both are faults");
        var faults = (await cluster.FaultsAsync()).ToDictionary(fault => fault.GetProperty("code").GetString()!);
        faults.Keys.ShouldBe(["other-store", "unknown-run"], ignoreOrder: true);
        var other = faults["other-store"].GetProperty("id").GetString()!;
        var shown = (await cluster.Workspace.RunAsync("faults", "show", other)).Done().Out;
        shown.ShouldContain(Elsewhere);
        (await cluster.StateOfAsync(run)).ShouldBe("succeeded");
        (await cluster.StateOfAsync("nowhere")).ShouldBeNull();

        // Given back it is still the other store's, so that this one does not work on it.
        (await cluster.Workspace.RunAsync("faults", "redrive", other)).Done();
        await Eventually.TrueAsync(async () => (await cluster.FaultsAsync()).Count == 2, Patience, "it is a fault again");
        await WholeJob.ShouldLeaveNothingAsync(host);
    }

    [Fact]
    public async Task Deployments_with_prefixes_share_a_virtual_host_whatever_its_name()
    {
        await using var host = await brokers.AddVirtualHostAsync("/ü ");
        using var first = new Cluster(host.Address);
        using var second = new Cluster(host.Address);
        Prefix(first, "test.");
        Prefix(second, "plant-2-");
        foreach (var cluster in new[] { first, second })
        {
            (await cluster.Workspace.RunAsync("topology", "deploy")).Done();
            cluster.Start("Ingestion");
            cluster.Start("Scheduler");
        }

        await first.ReadyAsync();
        await second.ReadyAsync();
        (await first.Workspace.RunAsync([.. Plant.Ingest, RealRecords.Twenty])).Done();
        (await second.Workspace.RunAsync([.. Plant.Ingest, RealRecords.Twenty])).Done();

        foreach (var cluster in new[] { first, second })
        {
            (await cluster.Workspace.RunAsync("runs", "list", "--json")).Done().Document.GetProperty("runs").GetArrayLength().ShouldBe(1);
            (await cluster.FaultsAsync()).ShouldBeEmpty();
        }

        var names = (await host.QueuesAsync()).Keys.Concat(await host.ExchangesAsync()).ToList();
        names.Count.ShouldBeGreaterThan(50);
        names.ShouldAllBe(name => name.StartsWith("test.") || name.StartsWith("plant-2-"));
        await WholeJob.ShouldLeaveNothingAsync(host);
    }

    [Fact]
    public async Task With_a_prefix_the_least_rights_of_an_account_begin_with_it()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        await using var account = await Account.AddAsync(
            host, LeastRights.Configure, Prefixed(LeastRights.Write), Prefixed(LeastRights.Read));
        using var cluster = new Cluster(account.Address);
        Prefix(cluster, "test.");
        cluster.Workspace.Variables["Messaging__Host"] = host.Address.ToString();
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();
        cluster.Workspace.Variables["Messaging__Host"] = account.Address.ToString();
        cluster.Start("Ingestion");
        cluster.Start("Scheduler");
        await cluster.ReadyAsync();

        (await cluster.Workspace.RunAsync([.. Plant.Ingest, RealRecords.Twenty])).Done();

        await WholeJob.ShouldLeaveNothingAsync(host);

        // As the page for operators writes them.
        static string Prefixed(string expression) => $"^test\\.{expression[1..]}";
    }

    [Fact]
    public async Task What_a_policy_of_the_broker_took_is_told_and_what_needs_a_later_version_waits_for_it()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();
        await host.SetPolicyAsync("new-data-arrived", """{"message-ttl":1}""");
        await Requests.PublishAsync(host.Address, new NewDataArrived("late", "plant", null, [RealRecords.Twenty]));
        await Eventually.TrueAsync(async () => (await host.QueuesAsync())["ingestion-faults"] == 1, Patience, "the message has expired");
        await host.ClearPolicyAsync();
        await PublishAsync(host, "ingest-slice", SliceOf("nowhere"), needs: 2);

        var worker = cluster.Start("Ingestion");

        await Eventually.TrueAsync(async () => (await cluster.FaultsAsync()).Count > 0, Patience, "the message is a fault");
        var fault = (await cluster.FaultsAsync()).ShouldHaveSingleItem();
        fault.GetProperty("code").GetString().ShouldBe("expired");
        fault.GetProperty("queue").GetString().ShouldBe("new-data-arrived");
        await Eventually.TrueAsync(async () => (await host.QueuesAsync())["presage-delay-10s"] == 1, Patience, "the later message waits");
        worker.Log.ShouldContain("it is left to processes of a later version");
        using (var http = new HttpClient())
            (await http.GetStringAsync(worker.Address("/health/ready"), Cancellation)).ShouldContain("it is left to processes of a later");

        await PublishAsync(host, "ingest-slice", SliceOf("nowhere"), needs: 2, left: 200);
        await Eventually.TrueAsync(
            async () => (await cluster.FaultsAsync()).Any(late => late.GetProperty("code").GetString() == "later-version"), Patience,
            "what nobody took for a day is a fault");
        (await cluster.Workspace.RunAsync("faults", "redrive", "--all", "--code", "expired")).Done();
        await Eventually.TrueAsync(async () => await cluster.StateOfAsync("late") == "succeeded", Patience, "the expired one is done");
    }

    [Fact]
    public async Task What_a_deployment_has_left_in_queues_that_another_takes_over_are_faults_that_keep_it()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var first = new Cluster(host.Address);
        using var second = new Cluster(host.Address);
        (await first.Workspace.RunAsync("topology", "deploy")).Done();
        var run = (await first.Workspace.RunAsync("publish", "new-data", "plant", RealRecords.Twenty, "--json")).Done()
            .Document.GetProperty("run").GetString()!;

        (await second.Workspace.RunAsync("topology", "deploy", "--adopt")).Done();
        second.Start("Ingestion");

        await Eventually.TrueAsync(async () => (await second.FaultsAsync()).Count > 0, Patience, "what was left is a fault");
        var fault = (await second.FaultsAsync()).ShouldHaveSingleItem();
        (fault.GetProperty("code").GetString(), fault.GetProperty("queue").GetString()).ShouldBe(("other-store", "new-data-arrived"));
        (await second.Workspace.RunAsync("faults", "show", fault.GetProperty("id").GetString()!)).Done().Out.ShouldContain(run);
        (await second.StateOfAsync(run)).ShouldBeNull();
        await WholeJob.ShouldLeaveNothingAsync(host);
    }

    [Fact]
    public async Task A_relative_directory_of_the_store_is_told_with_what_it_means()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        cluster.Set("Storage__Directory", "presage-data");
        var worker = cluster.Start("Scoring");
        await cluster.ReadyAsync();

        worker.Log.ShouldContain("is relative and means");
        worker.Log.ShouldContain(cluster.Workspace.PathOf("presage-data"));
    }

    private static void Prefix(Cluster cluster, string prefix)
    {
        cluster.Set("Messaging__Prefix", prefix);
        cluster.Workspace.Variables["Messaging__Prefix"] = prefix;
    }

    private static string SliceOf(string run, string? store = null)
    {
        var headers = store is null ? "" : $$""","headers":{"presage-store":"{{store}}"}""";
        return $$"""
            {"messageType":["urn:message:Presage.Contracts:IngestSlice"],
             "message":{"runId":"{{run}}","slice":0,"stage":"ingest"}{{headers}}}
            """;
    }

    private static Task PublishAsync(VirtualHost host, string queue, string body, string? store = null, int? needs = null, int? left = null)
    {
        var headers = new Dictionary<string, object?>();
        if (store is not null)
            headers["presage-store"] = store;
        if (needs is not null)
            headers["presage-needs"] = needs;
        if (left is not null)
            headers["Presage-Left"] = left;

        return Raw.PublishAsync(host.Address, queue, Encoding.UTF8.GetBytes(body), Envelope, Guid.NewGuid().ToString(), headers);
    }
}

using Presage.Tests.EndToEnd.Broker.Refusals;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Tls;

/// <summary>The whole job as a plant's security officer wants it: over TLS, with an account that may create nothing.</summary>
[Collection(nameof(Processes))]
public sealed class LeastRightsTests(Plant plant, Brokers brokers)
{
    [Fact]
    public async Task The_whole_job_runs_over_TLS_on_any_port_with_the_least_rights_that_are_documented()
    {
        using var authority = new Authority();
        await using var host = await brokers.AddVirtualHostAsync();
        await using var port = await TlsPort.OpenAsync(host.Broker, authority.Issue("broker.plant"));
        await using var account = await Account.AddAsync(host, LeastRights.Configure, LeastRights.Write, LeastRights.Read);
        var wire = new FirstBytes();
        await using var way = new Detour("127.0.0.1", port.Number, wire.Before);
        using var cluster = new Cluster(new UriBuilder(account.Address) { Scheme = "amqps", Port = way.Port }.Uri);
        await DeployAsync(cluster, host.Address);
        cluster.Workspace.Variables["Messaging__Certificate__Authority"] = authority.File;
        cluster.Set("Messaging__Certificate__Authority", authority.File);
        cluster.Start();
        await cluster.ReadyAsync();

        await WholeJob.RunAsync(cluster.Workspace);

        await WholeJob.ShouldBeUndisturbedAsync(cluster.Workspace, plant);
        await WholeJob.ShouldAddUpAsync(cluster.Workspace);
        await WholeJob.ShouldLeaveNothingAsync(host);
        wire.Seen.Count.ShouldBeGreaterThan(10);
        wire.Seen.ShouldAllBe(first => first == 0x16);
    }

    /// <summary>With an account that may create everything, over the store that the workers will have.</summary>
    private static async Task DeployAsync(Cluster cluster, Uri administrator)
    {
        cluster.Workspace.Variables["Messaging__Host"] = administrator.ToString();
        (await cluster.Workspace.RunAsync("topology", "deploy")).Done();
        cluster.Workspace.Variables["Messaging__Host"] = cluster.Broker.ToString();
    }
}

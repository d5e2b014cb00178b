using Presage.Storage.Sqlite;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Broker.Tls;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Doctor;

/// <summary>What the doctor finds at a broker, each over a real one.</summary>
public sealed class BrokerTests : IAsyncLifetime
{
    private const string Everything = ".*";

    private readonly int _managementPort = FreePorts.Take(1)[0];
    private IOwnBroker _broker = null!;
    private VirtualHost _host = null!;

    private Uri Management => new($"http://guest:guest@127.0.0.1:{_managementPort}/");

    private string HostName => Uri.UnescapeDataString(_host.Address.AbsolutePath[1..]);

    public async ValueTask InitializeAsync()
    {
        _broker = await Brokers.StartOwnAsync();
        _host = await _broker.AddVirtualHostAsync();
    }

    /// <summary>One test, since brokers take long to start: what is well, and what is done to it bit by bit.</summary>
    [Fact]
    public async Task What_is_wrong_with_a_broker_is_named()
    {
        using var patient = new Patient().WithBroker(_host.Address);

        (await patient.LookAsync()).Warning("no-queue").Found.ShouldContain("queues are not there yet");
        Directory.Exists(patient.Workspace.Data).ShouldBeFalse();
        await PermitAsync("", Everything, Everything);
        (await patient.LookAsync()).Failure("broker-no-configure").Found.ShouldStartWith("The account guest may not make queues, and ");
        await PermitAsync(Everything, Everything, Everything);
        (await _host.QueuesAsync()).ShouldBeEmpty();

        (await patient.Workspace.RunAsync("topology", "deploy")).Done();
        var well = await patient.LookAsync();
        well.All.Where(said => said.State == "failed").ShouldBeEmpty();
        well.Warning("no-worker").Found.ShouldStartWith(
            "No worker of ingestion, features, training, scoring, monitoring, scheduler has been seen");

        await PermitAsync("", Everything, Everything);
        var least = await patient.LookAsync();
        least.ExitCode.ShouldBe(0, least.ToString());
        least.All.ShouldContain(said => said.Found.Contains("may not make queues, and need not", StringComparison.Ordinal));
        await PermitAsync("", "", Everything);
        (await patient.LookAsync()).Failure("broker-no-write").Found.ShouldContain("The account guest may not write to Presage.Contracts:");
        await PermitAsync("", Everything, "");
        (await patient.LookAsync()).Failure("broker-no-read").Found.ShouldStartWith("The account guest may not read ");
        await PermitAsync(Everything, Everything, Everything);
        (await _host.QueuesAsync()).Values.ShouldAllBe(messages => messages == 0);

        // As of another deployment, or after the store was replaced.
        var other = Path.Combine(patient.Workspace.Root, "other");
        new SqliteStore(other).Dispose();
        using (var process = patient.Workspace.StartWith(other, "doctor", "--json"))
            Diagnosed.Of(await Workspace.EndAsync(process)).Failure("other-store").Found.ShouldContain(other);


        await _host.Broker.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.000001), timer:sleep(1500), \"\".");
        (await patient.LookAsync()).Failure("broker-blocked").Found.ShouldContain("takes no messages");
        await _host.Broker.EvaluateAsync("vm_memory_monitor:set_vm_memory_high_watermark(0.4), \"\".");

        await ManageAsync();
        patient.WithBroker(_host.Address, Management);
        await SetPolicyAsync(".*", "message-ttl", 60_000);
        (await patient.FailureAsync("policy-message-ttl")).Found.ShouldStartWith("The policy patience sets message-ttl=60000 on ");
        await SetPolicyAsync("^score", "max-length", 10);
        (await patient.FailureAsync("policy-max-length")).Found.ShouldStartWith(
            "The policy patience sets max-length=10 on score-slice, score-slice-bulk: ");
        await SetAsync("""rabbit_policy:delete(Host, <<"patience">>, <<"test">>)""");
        await SetAsync("""rabbit_vhost_limit:set(Host, [{<<"max-queues">>, 3}], <<"test">>)""");
        (await patient.FailureAsync("limit-max-queues")).Found.ShouldContain("may have 3 queues");
    }

    [Fact]
    public async Task What_stands_before_a_broker_is_named()
    {
        using var patient = new Patient();

        patient.WithBroker(new UriBuilder(_host.Address) { UserName = "guest", Password = "mistaken" }.Uri);
        (await patient.LookAsync()).Failure("broker-refused").Found.ShouldContain("guest");

        patient.WithBroker(new UriBuilder(_host.Address) { Path = "nowhere" }.Uri);
        (await patient.LookAsync()).Failure("virtual-host-missing").Found.ShouldContain("nowhere");

        patient.WithBroker(new UriBuilder(_host.Address) { Port = 9 }.Uri);
        (await patient.LookAsync()).Failure("broker-unreachable").Found.ShouldContain("127.0.0.1:9");

        patient.WithBroker(new UriBuilder(_host.Address) { Host = "nobody.invalid" }.Uri);
        (await patient.LookAsync()).Failure("broker-unreachable").Found.ShouldContain("nobody.invalid");

        await Raw.DeclareClassicAsync(_host.Address, "score-slice");
        patient.WithBroker(_host.Address);
        (await patient.LookAsync()).Failure("queue-differs").Found.ShouldStartWith("score-slice of the broker");
    }

    [Fact]
    public async Task What_is_wrong_with_certificates_and_ports_is_named()
    {
        using var authority = new Authority();
        await using var port = await TlsPort.OpenAsync(_host.Broker, authority.Issue("broker.plant"));
        using var patient = new Patient();

        patient.WithBroker(port.Of(_host));
        (await patient.LookAsync()).Failure("broker-certificate").Found.ShouldContain("nobody here knows its issuer CN=Plant authority");
        patient.With(("Messaging__Certificate__Authority", authority.File));
        var well = await patient.LookAsync();
        well.Warning("certificate-ends").Found.ShouldContain("CN=broker.plant");
        well.ExitCode.ShouldBe(0, well.ToString());
        patient.With(("Messaging__Certificate__Name", "other.plant"));
        (await patient.LookAsync()).Failure("broker-certificate").Found.ShouldContain("and not for other.plant");

        patient.Workspace.Variables.Remove("Messaging__Certificate__Name");
        await ShouldManageOverTlsAsync(patient, authority);
        patient.WithBroker(new UriBuilder(_host.Address) { Scheme = "amqps" }.Uri);
        (await patient.LookAsync()).Failure("broker-protocol").Found.ShouldContain("TLS was spoken");
        patient.Workspace.Variables.Remove("Messaging__Certificate__Authority");
        patient.WithBroker(port.Of(_host, scheme: "amqp"));
        (await patient.LookAsync()).Failure("broker-protocol").Found.ShouldContain("clear text was spoken");
    }

    /// <summary>What asks the broker's management takes the same authority, and no other.</summary>
    private async Task ShouldManageOverTlsAsync(Patient patient, Authority authority)
    {
        await ManageAsync(authority.Issue("management.plant"));
        patient.With(("Messaging__Management", new UriBuilder(Management) { Scheme = "https" }.Uri.ToString()));
        (await patient.LookAsync()).All.ShouldNotContain(said => said.Check == "broker policies" && said.State == "skipped");
        (await patient.Workspace.RunAsync("topology", "deploy", "--nodes", "1")).Done();

        using var other = new Authority("Other");
        using var stranger = new Patient().WithBroker(
            _host.Address, new UriBuilder(Management) { Scheme = "https" }.Uri).With(("Messaging__Certificate__Authority", other.File));
        (await stranger.LookAsync()).All.ShouldContain(
            said => said.Check == "broker policies" && said.State == "skipped" && said.Found.Contains("nobody here knows its issuer"));
        patient.Workspace.Variables.Remove("Messaging__Management");
    }

    public async ValueTask DisposeAsync() => await _broker.DisposeAsync();

    private Task<string> PermitAsync(string configure, string write, string read) => _host.Broker.EvaluateAsync(
        $"""
        rabbit_auth_backend_internal:set_permissions(
            <<"guest">>, <<"{HostName}">>, <<"{configure}">>, <<"{write}">>, <<"{read}">>, <<"test">>), "".
        """);

    private Task<string> SetPolicyAsync(string pattern, string key, int value) => SetAsync(
        $$"""rabbit_policy:set(Host, <<"patience">>, <<"{{pattern}}">>, [{<<"{{key}}">>, {{value}}}], 0, <<"queues">>, <<"test">>)""");

    private Task<string> SetAsync(string expression) => _host.Broker.EvaluateAsync($"Host = <<\"{HostName}\">>, {expression}, \"\".");

    /// <summary>Starts the management in the broker that runs.</summary>
    /// <param name="own">Files of its certificate and key, where it speaks TLS.</param>
    private Task<string> ManageAsync((string Certificate, string Key)? own = null) => _host.Broker.EvaluateAsync(
        $$"""
        {ok, File} = application:get_env(rabbit, enabled_plugins_file),
        application:set_env(rabbitmq_management, {{(own is null ? "tcp_config" : "ssl_config")}},
            [{port, {{_managementPort}}}, {ip, "127.0.0.1"}{{(own is { } files
                ? $$""", {certfile, "{{files.Certificate}}"}, {keyfile, "{{files.Key}}"}""" : "")}}], [{persistent, true}]),
        ok = file:write_file(File, "[rabbitmq_management]."), {ok, _, _} = rabbit_plugins:ensure(File), "".
        """);
}

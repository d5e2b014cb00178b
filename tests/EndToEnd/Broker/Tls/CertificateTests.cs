using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using RabbitMQ.Client;

namespace Presage.Tests.EndToEnd.Broker.Tls;

/// <summary>A broker with TLS and a private authority: what is taken, and what is said of what is not.</summary>
[Collection(nameof(Processes))]
public sealed class CertificateTests(Brokers brokers)
{
    [Fact]
    public async Task A_broker_whose_authority_is_named_is_spoken_to_on_any_port_by_the_bus_as_by_all_others()
    {
        using var authority = new Authority();
        await using var host = await brokers.AddVirtualHostAsync();
        await using var port = await TlsPort.OpenAsync(host.Broker, authority.Issue("broker.plant"));
        var options = Options(port.Of(host), new CertificateOptions { Authority = authority.File });

        (await TryAsync(options)).ShouldBeNull();
        (await TryAsBusAsync(options)).ShouldBeNull();
        (await TryAsBusAsync(options with { Certificate = new() { Authority = authority.File, Name = "broker.plant" } })).ShouldBeNull();
    }

    [Fact]
    public async Task Certificates_that_are_not_right_are_refused_by_the_bus_as_by_all_others_and_told_apart()
    {
        using var authority = new Authority();
        using var other = new Authority("Other authority");
        await using var host = await brokers.AddVirtualHostAsync();
        await using var right = await TlsPort.OpenAsync(host.Broker, authority.Issue("broker.plant"));
        await using var elsewhere = await TlsPort.OpenAsync(host.Broker, authority.Issue("other.plant", isLocal: false));
        await using var old = await TlsPort.OpenAsync(host.Broker, authority.Issue("broker.plant", isExpired: true));
        var known = new CertificateOptions { Authority = authority.File };

        await ShouldSayAsync(Options(elsewhere.Of(host), known), "it is for other.plant and not for 127.0.0.1");
        await ShouldSayAsync(
            Options(right.Of(host), known with { Name = "mistaken.plant" }),
            "it is for broker.plant, 127.0.0.1 and not for mistaken.plant");
        await ShouldSayAsync(Options(right.Of(host), new()), "nobody here knows its issuer CN=Plant authority");
        await ShouldSayAsync(
            Options(right.Of(host), known with { Authority = other.File }), "nobody here knows its issuer CN=Plant authority");
        await ShouldSayAsync(Options(old.Of(host), known), "it holds from ");
    }

    [Fact]
    public async Task A_broker_that_asks_for_a_certificate_gets_it()
    {
        using var authority = new Authority();
        await using var host = await brokers.AddVirtualHostAsync();
        await using var port = await TlsPort.OpenAsync(host.Broker, authority.Issue("broker.plant"), asks: authority);
        var (certificate, key) = authority.Issue("worker.plant");
        var (package, packaged, secret) = authority.Pack(certificate, key);
        var options = Options(port.Of(host), new CertificateOptions { Authority = authority.File });

        var refusal = await TryAsync(options);
        var taken = await TryAsync(options with { Certificate = options.Certificate with { Client = certificate, Key = key } });

        refusal!.Trouble.ShouldBe(BrokerTrouble.Certificate, refusal.Sentence);
        refusal.Remedy.ShouldContain("Messaging__Certificate__Client");
        taken.ShouldBeNull();
        foreach (var (client, itsKey) in ((string, string?)[])[(package, null), (certificate, packaged)])
            (await TryAsync(options with
            {
                Certificate = options.Certificate with { Client = client, Key = itsKey, PasswordFile = secret },
            })).ShouldBeNull();
    }

    [Fact]
    public async Task Clear_text_to_a_port_for_TLS_and_the_other_way_round_is_told()
    {
        using var authority = new Authority();
        await using var host = await brokers.AddVirtualHostAsync();
        await using var port = await TlsPort.OpenAsync(host.Broker, authority.Issue("broker.plant"));

        var clear = await TryAsync(Options(port.Of(host, scheme: "amqp"), new()));
        var encrypted = await TryAsync(Options(new UriBuilder(host.Address) { Scheme = "amqps" }.Uri, new()));

        (clear!.Trouble, encrypted!.Trouble).ShouldBe((BrokerTrouble.Protocol, BrokerTrouble.Protocol));
        clear.Sentence.ShouldBe($"The broker 127.0.0.1:{port.Number} expects TLS at this port, and clear text was spoken.");
        clear.Remedy.ShouldContain("amqps://");
        encrypted.Sentence.ShouldEndWith("expects clear text at this port, and TLS was spoken.");
    }

    private static async Task ShouldSayAsync(MessagingOptions options, string why)
    {
        foreach (var refusal in new[] { await TryAsync(options), await TryAsBusAsync(options) })
        {
            refusal.ShouldNotBeNull();
            refusal.Trouble.ShouldBe(BrokerTrouble.Certificate);
            refusal.Sentence.ShouldContain($"shows a certificate that is not taken: {why}");
            refusal.Remedy.ShouldContain("Messaging__Certificate__Authority");
        }
    }

    private static MessagingOptions Options(Uri host, CertificateOptions certificate) =>
        new() { Transport = MessagingOptions.RabbitMq, Host = host, Certificate = certificate };

    private static async Task<BrokerRefusal?> TryAsync(MessagingOptions options)
    {
        try
        {
            await using var connection = await new BrokerConnector(options).ConnectAsync("test", TestContext.Current.CancellationToken);
            return null;
        }
        catch (Exception exception)
        {
            return BrokerRefusal.Of(exception, options);
        }
    }

    /// <summary>With what the bus makes its connections from.</summary>
    private static async Task<BrokerRefusal?> TryAsBusAsync(MessagingOptions options)
    {
        var settings = new BusSettings(new BrokerConnector(options), options, "test");
        var factory = new ConnectionFactory();
        try
        {
            await settings.Refresh(factory);
            await using var connection = await factory.CreateConnectionAsync([settings.Host], TestContext.Current.CancellationToken);
            return null;
        }
        catch (Exception exception)
        {
            return BrokerRefusal.Of(exception, options);
        }
    }
}

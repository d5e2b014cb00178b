using Microsoft.Extensions.Configuration;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using RabbitMQ.Client;

namespace Presage.Tests.Hosting.Messaging;

/// <summary>Address and account of the broker in files that a platform mounts, and changes under a running process.</summary>
public sealed class BrokerFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("presage-broker-").FullName;

    [Fact]
    public async Task What_changes_in_a_file_holds_for_the_next_connection_of_the_bus()
    {
        var options = Of(
            ("HostFile", Write("uri", "amqp://ann:first@old/plant\n")), ("PasswordFile", Write("password", "second\n")),
            ("UserFile", Write("user", "bob")));
        var settings = new BusSettings(new BrokerConnector(options), options, "test");
        var address = settings.HostAddress;
        Write("uri", "amqps://ann:first@new:5673/plant%2F2");
        Write("password", "third: #");

        var factory = new ConnectionFactory();
        await settings.Refresh(factory);

        (options.BrokerName, options.VirtualHost).ShouldBe(("old:5672", "plant"));
        (factory.HostName, factory.Port, factory.VirtualHost).ShouldBe(("new", 5673, "plant/2"));
        (factory.UserName, factory.Password).ShouldBe(("bob", "third: #"));
        (factory.Ssl.Enabled, factory.Ssl.ServerName).ShouldBe((true, "new"));
        factory.RequestedHeartbeat.ShouldBe(TimeSpan.FromSeconds(10));
        (settings.Host, settings.HostAddress).ShouldBe(("new", address));
    }

    [Fact]
    public void An_account_of_the_address_is_decoded_and_none_is_the_guest()
    {
        BrokerAddress.Of(Of(("Host", "amqp://an%40n:pass%2Fword@broker/"))).ShouldBe(
            new BrokerAddress("broker", 5672, false, "/", "an@n", "pass/word"));
        BrokerAddress.Of(Of(("Host", "amqps://broker"))).ShouldBe(new BrokerAddress("broker", 5671, true, "/", "guest", "guest"));
    }

    [Theory]
    [InlineData("HostFile", "not there")]
    [InlineData("Host", "http://broker:5672/")]
    [InlineData("Host", "amqp://broker/one/two")]
    [InlineData("Certificate:Authority", "ca.pem")]
    public void What_cannot_be_used_is_named(string option, string value)
    {
        var error = Should.Throw<PresageException>(() => Of((option, value)));

        error.Code.ShouldBe("invalid-options");
        error.Message.ShouldContain($"Messaging:{option.Split(':')[0]}");
    }

    [Fact]
    public void A_file_with_something_else_than_an_address_is_told_without_what_is_in_it()
    {
        var error = Should.Throw<PresageException>(() => Of(("HostFile", Write("uri", "secret"))));

        error.Message.ShouldBe("The option Messaging:HostFile is wrong.");
        error.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public void An_authority_that_is_no_certificate_is_told()
    {
        var options = Of(("Host", "amqps://broker"), ("Certificate:Authority", Write("ca.pem", "nothing")));

        var error = Should.Throw<PresageException>(() => new BrokerConnector(options).Prepare(new ConnectionFactory()));

        error.Message.ShouldContain("of the option Messaging:Certificate:Authority cannot be used: it has no certificate.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder, name), text);
        return Path.Combine(_folder, name);
    }

    private static MessagingOptions Of(params (string Name, string Value)[] settings) => MessagingOptions.Of(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Messaging:{setting.Name}", (string?)setting.Value)))
        .Build());
}

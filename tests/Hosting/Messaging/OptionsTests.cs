using Microsoft.Extensions.Configuration;
using Presage.Engine;
using Presage.Hosting.Messaging;

namespace Presage.Tests.Hosting.Messaging;

public sealed class OptionsTests
{
    private static readonly MessagingOptions Broker = new() { Transport = MessagingOptions.RabbitMq };

    public static IEnumerable<TheoryDataRow<string, MessagingOptions>> Wrong =>
    [
        new("Retries", Broker with { Retries = 21 }),
        new("ShortestPause", Broker with { ShortestPause = TimeSpan.FromMinutes(1) }),
        new("Delays", Broker with { Delays = "soon" }),
        new("Delays", Broker with { Delays = "00:00:00.5" }),
        new("Delays", Broker with { Delays = string.Join(',', Enumerable.Repeat("00:00:01", 11)) }),
        new("LargestMessage", Broker with { LargestMessage = 10 }),
        new("Prefix", Broker with { Prefix = "plant 2" }),
        new("Prefix", Broker with { Prefix = new string('a', 41) }),
        new("BulkFrom", Broker with { BulkFrom = 0 }),
        new("StopTimeout", Broker with { StopTimeout = TimeSpan.FromHours(1) }),
        new("RestartAfter", Broker with { RestartAfter = TimeSpan.FromSeconds(1) }),
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_option_out_of_range_is_named(string option, MessagingOptions options)
    {
        var error = Should.Throw<PresageException>(() => options.Validated());

        error.Code.ShouldBe("invalid-options");
        error.Message.ShouldContain($"Messaging:{option} ");
    }

    [Fact]
    public void An_address_that_is_none_is_told_without_its_password()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Messaging:Host", "amqp://presage:a/b@c@rabbitmq:5672/")]).Build();

        var error = Should.Throw<PresageException>(() => MessagingOptions.Of(configuration));

        error.Message.ShouldBe("The option Messaging:Host is wrong.");
        error.Remedy.ShouldContain("percent-encoded");
        error.ToString().ShouldNotContain("b@c");
    }

    [Fact]
    public void The_defaults_are_in_range_and_a_transport_without_broker_never_waits_in_one()
    {
        Broker.Validated().BrokerDelays().ShouldBe([TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)]);
        new MessagingOptions().Validated().BrokerDelays().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("amqp://broker", "/")]
    [InlineData("amqp://broker/", "/")]
    [InlineData("amqp://broker/%2F", "/")]
    [InlineData("amqp://broker/plant-2", "plant-2")]
    [InlineData("amqp://broker/plant%2F2%20b", "plant/2 b")]
    public void The_virtual_host_is_the_path_of_the_address(string address, string name) =>
        new MessagingOptions { Host = new Uri(address) }.VirtualHost.ShouldBe(name);

    [Fact]
    public void A_prefix_stands_as_it_is_before_a_name_in_a_broker()
    {
        (Broker with { Prefix = "plant-2." }).Validated().Named("training").ShouldBe("plant-2.training");
        new MessagingOptions { Prefix = "plant-2." }.Named("training").ShouldBe("training");
    }

    [Fact]
    public void What_stops_the_process_waits_longer_than_what_stops_the_bus_and_that_longer_than_the_work()
    {
        Broker.BusStopTimeout.ShouldBeGreaterThan(Broker.StopTimeout);
        Broker.ProcessStopTimeout.ShouldBeGreaterThan(Broker.BusStopTimeout);
    }

    [Theory]
    [InlineData("amqp://user:secret@broker:5673/host", "broker:5673")]
    [InlineData("amqp://broker/", "broker:5672")]
    [InlineData("amqps://broker/", "broker:5671")]
    public void The_broker_is_named_without_its_password(string address, string name) =>
        new MessagingOptions { Host = new Uri(address) }.BrokerName.ShouldBe(name);
}

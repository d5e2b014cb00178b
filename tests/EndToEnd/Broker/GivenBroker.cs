namespace Presage.Tests.EndToEnd.Broker;

/// <summary>The broker of PRESAGE_RABBITMQ; rabbitmqctl reaches its node by RABBITMQ_NODENAME and ERL_EPMD_PORT.</summary>
internal sealed class GivenBroker(Uri address) : InstalledRabbitMq
{
    public const string Variable = "PRESAGE_RABBITMQ";

    protected override Uri Address => address;
}

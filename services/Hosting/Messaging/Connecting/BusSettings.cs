using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;
using RabbitMQ.Client;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>
/// Has the bus connect as <see cref="BrokerConnector"/> says. What the library would make of an address by itself speaks clear text on
/// every port but 5671, and takes certificates of anybody; so everything is set anew before each connection.
/// </summary>
internal sealed class BusSettings : RabbitMqHostSettings
{
    private readonly BrokerConnector _connector;
    private readonly MessagingOptions _options;
    private BrokerAddress _address;

    /// <param name="name">For whoever looks at the broker.</param>
    public BusSettings(BrokerConnector connector, MessagingOptions options, string name)
    {
        _connector = connector;
        _options = options;
        _address = BrokerAddress.Of(options);
        HostAddress = new RabbitMqHostAddress(_address.Host, _address.Port, _address.VirtualHost);
        ClientProvidedName = name;
    }

    public string Host => _address.Host;

    public int Port => _address.Port;

    public string VirtualHost => _address.VirtualHost;

    public string Username => _address.User;

    public string Password => _address.Password;

    public TimeSpan Heartbeat => BrokerConnector.Heartbeat;

    public bool Ssl => _address.IsEncrypted;

    public SslProtocols SslProtocol => SslProtocols.None;

    public string? SslServerName => _options.Certificate.Name ?? _address.Host;

    public SslPolicyErrors AcceptablePolicyErrors => SslPolicyErrors.None;

    public string? ClientCertificatePath => null;

    public string? ClientCertificatePassphrase => null;

    public X509Certificate? ClientCertificate => null;

    public bool UseClientCertificateAsAuthenticationIdentity => false;

    public LocalCertificateSelectionCallback? CertificateSelectionCallback { get; set; }

    public RemoteCertificateValidationCallback? CertificateValidationCallback { get; set; }

    public IRabbitMqEndpointResolver? EndpointResolver => null;

    public string ClientProvidedName { get; }

    /// <summary>Part of every queue's address within the process, so it stays what it was at the start.</summary>
    public Uri HostAddress { get; }

    public bool PublisherConfirmation => true;

    public ushort RequestedChannelMax => 0;

    public TimeSpan RequestedConnectionTimeout => TimeSpan.FromSeconds(10);

    public BatchSettings BatchSettings { get; } = new NoBatches();

    public TimeSpan ContinuationTimeout => TimeSpan.FromSeconds(20);

    public uint? MaxMessageSize => null;

    public ICredentialsProvider? CredentialsProvider => null;

    public uint? RequestedFrameMax => null;

    public Task Refresh(ConnectionFactory connectionFactory)
    {
        _address = _connector.Prepare(connectionFactory);
        return Task.CompletedTask;
    }

    private sealed class NoBatches : BatchSettings
    {
        public bool Enabled => false;

        public int MessageLimit => 100;

        public int SizeLimit => 1 << 16;

        public TimeSpan Timeout => TimeSpan.FromMilliseconds(1);
    }
}

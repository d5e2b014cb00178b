namespace Presage.Hosting.Messaging.Connecting;

/// <summary>Why a broker cannot be used, as far as it makes a difference what to do.</summary>
public enum BrokerTrouble
{
    /// <summary>Nothing listens, or the broker has just stopped.</summary>
    Away,

    /// <summary>Something listens and does not answer.</summary>
    Silent,

    /// <summary>The host's name does not resolve.</summary>
    Name,

    /// <summary>The account or its password is refused.</summary>
    Login,

    /// <summary>The account may not do what is asked.</summary>
    Right,

    /// <summary>The virtual host is not there.</summary>
    VirtualHost,

    /// <summary>An exchange or a queue is not there.</summary>
    Missing,

    /// <summary>An exchange or a queue is there and is not as it must be.</summary>
    Differs,

    /// <summary>The broker, the virtual host or the account may have no more connections, channels or queues.</summary>
    Limit,

    /// <summary>A certificate is not taken, by this side or the other.</summary>
    Certificate,

    /// <summary>Clear text was spoken to a port for TLS, or TLS to one for clear text.</summary>
    Protocol,

    /// <summary>It is there and takes no messages, since it is out of memory or disk.</summary>
    Blocked,

    /// <summary>The settings of this process cannot be used.</summary>
    Settings,
}

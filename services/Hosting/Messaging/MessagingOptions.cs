namespace Presage.Hosting.Messaging;

/// <summary>How processes reach each other. Section <c>Messaging</c>.</summary>
public sealed record MessagingOptions
{
    public const string InMemory = "in-memory";
    public const string RabbitMq = "rabbitmq";

    /// <summary><c>in-memory</c> (one process) or <c>rabbitmq</c>.</summary>
    public string Transport { get; init; } = InMemory;

    /// <summary>Broker address; credentials in it win over the guest account.</summary>
    public Uri Host { get; init; } = new("amqp://localhost:5672/");

    /// <summary>Most bytes of a message from outside. A foreign client's larger one is refused.</summary>
    public int LargestMessage { get; init; } = 8 << 20;

    /// <summary>Times a message is tried again after a transient fault, with growing pauses. 0 to 20.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Shortest pause before a message is tried again.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause before a message is tried again.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time that messages in hand may take to finish when the process stops.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(90);
}

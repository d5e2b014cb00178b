using Presage.Engine;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>Why the broker cannot be used: a sentence for people, and what they may do.</summary>
/// <param name="Code">As that of the exception which comes of it.</param>
/// <param name="Sentence">What is wrong, and where; without a password.</param>
public sealed record BrokerRefusal(BrokerTrouble Trouble, ErrorKind Kind, string Code, string Sentence, string Remedy)
{
    /// <summary>
    /// Whether only people mend it. What else it is goes away by itself when the broker comes, so one waits for that.
    /// </summary>
    public bool NeedsPeople =>
        Trouble is not (BrokerTrouble.Away or BrokerTrouble.Silent or BrokerTrouble.Name or BrokerTrouble.Blocked);

    /// <summary>What an exception of the broker's library, of the bus or of a socket is about.</summary>
    public static BrokerRefusal Of(Exception exception, MessagingOptions options) => new RefusalReader(options).Read(exception);

    /// <param name="inner">What it was read from.</param>
    public PresageException ToException(Exception? inner = null) => inner is PresageException known ? known
        : new PresageException(Kind, Code, Sentence, Remedy, inner);
}

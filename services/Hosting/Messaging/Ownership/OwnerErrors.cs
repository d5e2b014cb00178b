using Presage.Engine;

namespace Presage.Hosting.Messaging.Ownership;

/// <summary>What is said when two deployments meet at one broker.</summary>
internal static class OwnerErrors
{
    private const string Remedy =
        $"Give one of the two another virtual host (the path of {MessagingOptions.Section}__Host) or another "
        + $"{MessagingOptions.Section}__Prefix, or set the store of the other. Only where its store was replaced on "
        + "purpose, deploy the topology so that it adopts the queues.";

    /// <summary>The process would work on what belongs to another store.</summary>
    public static PresageException OtherStore(MessagingOptions options, StoreMark owner, StoreMark mine) => new(
        ErrorKind.Conflict, "other-store",
        $"The {PlaceOf(options)} belongs to the store {owner.Words}, as {owner.Process} on {owner.Host} wrote on "
            + $"{owner.At:yyyy-MM-dd HH:mm}, and this process uses the store {mine.Words}.",
        Remedy);

    /// <summary>What the owner's processes say of another that tried.</summary>
    public static string Tried(MessagingOptions options, StoreMark other, string own) =>
        $"Another deployment tried to use the {PlaceOf(options)}, which belongs to this store, {own}: {other.Process} on {other.Host} with "
        + $"the store {other.Words} on {other.At:yyyy-MM-dd HH:mm:ss}; it was refused.";

    /// <summary>What the processes say whose queues were taken over.</summary>
    public static string Lost(MessagingOptions options, StoreMark owner, string own) =>
        $"The {PlaceOf(options)} was taken over by the store {owner.Words}, as {owner.Process} on {owner.Host} wrote on "
        + $"{owner.At:yyyy-MM-dd HH:mm:ss}; this process uses the store {own} and ends.";

    /// <summary>A message came that belongs to another store.</summary>
    public static PresageException OtherMessage(string queue, string store, string own) => new(
        ErrorKind.Conflict, "other-store",
        $"A message of the store {store} came to the queue {queue}, which this process empties for the store {own}.",
        "See which deployments use the broker, and give each a virtual host or a prefix of its own; then redrive this fault, which "
            + "gives the message back as the other store's, or discard it when that store is gone.");

    private static string PlaceOf(MessagingOptions options) =>
        $"virtual host '{options.VirtualHost}' of the broker {options.BrokerName}"
        + (options.Prefix.Length == 0 ? "" : $" with the prefix '{options.Prefix}'");
}

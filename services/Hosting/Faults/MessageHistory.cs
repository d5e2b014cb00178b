using MassTransit;
using Presage.Storage;

namespace Presage.Hosting.Faults;

/// <summary>What happened to a message before, which travels with it through the delay queues.</summary>
internal static class MessageHistory
{
    public const string DelaysHeader = "Presage-Delays";
    public const string HistoryHeader = "Presage-History";

    /// <summary>How often a message was left to processes of a later version.</summary>
    public const string LeftHeader = "Presage-Left";

    /// <summary>How often the message has waited in the broker.</summary>
    public static int DelaysOf(Headers headers) => headers.Get<int>(DelaysHeader) ?? 0;

    public static IReadOnlyList<FaultEvent> Of(Headers headers) =>
        headers.Get<string>(HistoryHeader) is { } json ? Json.Read<List<FaultEvent>>(json) : [];
}

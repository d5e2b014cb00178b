using MassTransit;

namespace Presage.Hosting.Messaging;

internal static class ReceivedMessage
{
    /// <summary>Name of the queue that the message was taken from.</summary>
    public static string Queue(this ReceiveContext context) => Uri.UnescapeDataString(context.InputAddress.Segments[^1]);
}

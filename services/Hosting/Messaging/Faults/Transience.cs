using Presage.Engine;

namespace Presage.Hosting.Messaging.Faults;

/// <summary>Tells what may go away by itself from what has to be mended by somebody.</summary>
internal static class Transience
{
    /// <summary>What is wrong with the store's place rather than with the message. Too slow to change for retries at once, so only a transport that can wait tries again.</summary>
    private static readonly HashSet<string> OfTheStore = ["store-full", "store-read-only", "store-unreachable", "store-access-denied", "store-rules"];

    public static bool IsTransient(Exception exception) => exception is not PresageException known || OfTheStore.Contains(known.Code);

    /// <summary>Whether the message is tried again at once.</summary>
    public static bool IsBrief(Exception exception) => exception is not (PresageException or OperationCanceledException) && !FaultRecorder.IsUnreadable(exception);
}

using Presage.Engine;

namespace Presage.Hosting.Faults;

/// <summary>Tells what may go away by itself from what has to be mended by somebody.</summary>
internal static class Transience
{
    /// <summary>What cannot be used just now changes too slowly for retries at once, so only a transport that can wait tries again.</summary>
    public static bool IsTransient(Exception exception) => exception is not PresageException { Kind: not ErrorKind.Unavailable };

    /// <summary>Whether the message is tried again at once.</summary>
    public static bool IsBrief(Exception exception) => exception is not (PresageException or OperationCanceledException) && !FaultRecorder.IsUnreadable(exception);
}

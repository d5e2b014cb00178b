using Presage.Engine;

namespace Presage.Hosting.Faults;

/// <summary>Tells what may go away by itself from what has to be mended by somebody.</summary>
internal static class Transience
{
    /// <summary>Of what nobody has foreseen it is not known, so it is tried again.</summary>
    public static bool IsTransient(Exception exception) =>
        exception is not PresageException { Kind: not (ErrorKind.Busy or ErrorKind.Unavailable) };

    /// <summary>
    /// Whether the message is tried again at once. What is unavailable changes too slowly for that, so only a transport that can wait tries
    /// again.
    /// </summary>
    public static bool IsBrief(Exception exception) => exception switch
    {
        PresageException known => known.Kind == ErrorKind.Busy,
        OperationCanceledException => false,
        _ => !FaultRecorder.IsUnreadable(exception),
    };
}

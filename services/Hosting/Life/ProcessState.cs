namespace Presage.Hosting.Life;

/// <summary>Where a process is in its life; it only ever goes on to a later one.</summary>
public enum ProcessState
{
    /// <summary>It waits for its store and broker, and has taken no message yet.</summary>
    Starting,

    Ready,

    /// <summary>It was told to stop, takes nothing more, and finishes or hands back what it has in hand.</summary>
    Draining,

    Stopped,
}

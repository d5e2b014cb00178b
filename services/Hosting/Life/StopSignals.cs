using System.Runtime.InteropServices;

namespace Presage.Hosting.Life;

/// <summary>
/// The signals that tell a process to stop, heard from its first moment on: the first asks it to, a second one ends it at once.
/// </summary>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _told = new();
    private readonly PosixSignalRegistration[] _signals;

    public StopSignals() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Hear),
    ];

    /// <summary>Cancelled when the process is told to stop.</summary>
    public CancellationToken Told => _told.Token;

    /// <summary>
    /// Whether there is nothing to stop yet: a process that is still being put together ends at once when it is told to, as one that did
    /// what it was told.
    /// </summary>
    public bool EndsAtOnce { get; set; }

    public void Dispose()
    {
        // A signal that is just being heard still has its source.
        foreach (var signal in _signals)
            signal.Dispose();
    }

    private void Hear(PosixSignalContext signal)
    {
        if (EndsAtOnce)
            Environment.Exit(0);

        signal.Cancel = !_told.IsCancellationRequested;
        _ = _told.CancelAsync();
    }
}

using Microsoft.Extensions.Hosting;

namespace Presage.Hosting.Messaging;

/// <summary>
/// Ends the process with exit code 1, so that whoever keeps it running starts it anew; also when what is stuck does not let itself be
/// stopped.
/// </summary>
internal sealed class RestartExit(IHostApplicationLifetime lifetime, MessagingOptions options, TimeProvider clock) : IDisposable
{
    private ITimer? _lastResort;

    public void Begin()
    {
        Environment.ExitCode = 1;
        lifetime.StopApplication();
        _lastResort ??= clock.CreateTimer(_ => Environment.Exit(1), null, options.ProcessStopTimeout, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _lastResort?.Dispose();
}

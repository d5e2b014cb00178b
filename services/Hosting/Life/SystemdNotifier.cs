using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace Presage.Hosting.Life;

/// <summary>
/// Tells systemd of the process's states. While it still waits for its store or broker, systemd is asked to wait longer; and as long as it
/// lives it says so, where systemd wants to hear it (<c>WatchdogSec</c>).
/// </summary>
internal sealed class SystemdNotifier : LifelongService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly SystemdSocket _socket;
    private readonly ProcessLife _life;
    private readonly TimeProvider _clock;

    public SystemdNotifier(SystemdSocket socket, ProcessLife life, IHostApplicationLifetime lifetime, TimeProvider clock)
        : base(lifetime)
    {
        (_socket, _life, _clock) = (socket, life, clock);
        life.Came += Say;
    }

    protected override async Task LiveAsync(CancellationToken stopping)
    {
        var watchdog = WatchdogTime();
        using var timer = new PeriodicTimer(watchdog is { } time && time / 2 < Longest ? time / 2 : Longest, _clock);
        do
        {
            if (watchdog is not null)
                _socket.Say("WATCHDOG=1");
            if (_life.State == ProcessState.Starting)
                _socket.Say($"EXTEND_TIMEOUT_USEC={Longest.TotalMicroseconds * 3:0}", "STATUS=Waits for its store and broker");
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private void Say(ProcessState state) => _socket.Say(state switch
    {
        ProcessState.Ready => ["READY=1", "STATUS=Takes messages"],
        ProcessState.Draining => ["STOPPING=1", "STATUS=Finishes or hands back what it has in hand"],
        _ => ["STATUS=Has stopped"],
    });

    private static TimeSpan? WatchdogTime() => long.TryParse(
        Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
        && microseconds > 0 ? TimeSpan.FromMicroseconds(microseconds) : null;
}

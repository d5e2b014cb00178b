using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Life;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Hosting.Workers;

/// <summary>
/// Says in the store that this process is there and what it is at: every few seconds, and soon after it has taken up something else. What a
/// process says that was killed stays for a day, so that people can see when it was last seen.
/// </summary>
internal sealed class WorkerHeartbeat(
    IWorkers workers, WorkerIdentity identity, WorkerActivity activity, StoreTime time, ProcessLife life,
    IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WorkerHeartbeat> log)
    : LifelongService(lifetime)
{
    /// <summary>The longest silence of a process that lives, as long as the store answers.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private DateTime? _since;
    private long? _sweptAt;
    private bool _isSilent;
    private bool _isSkewed;

    protected override async Task LiveAsync(CancellationToken stopping)
    {
        // Opening a store may take its time, and hold the thread.
        await Task.Yield();
        life.Came += Touch;
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await TryBeatAsync(stopping);
                if (await activity.WaitAsync(Interval, stopping))
                    await Task.Delay(Shortest, clock, stopping);
            }
        }
        finally
        {
            life.Came -= Touch;
            await TryLeaveAsync();
        }
    }

    private void Touch(ProcessState state) => activity.Touch();

    /// <summary>A store that is away is told by those that need it more.</summary>
    private async Task TryBeatAsync(CancellationToken cancellation)
    {
        try
        {
            await BeatAsync(cancellation);
            _isSilent = false;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            if (!_isSilent)
                Log.WorkerNotSeen(log, exception.Message);

            _isSilent = true;
        }
    }

    private async Task BeatAsync(CancellationToken cancellation)
    {
        var now = await time.MeasureAsync(cancellation);
        TellSkew();
        _since ??= now;
        await workers.SayAsync(
            new WorkerRecord(
                identity.Id, life.Service, ProcessLife.Version, WorkerStates.Of(life.State), _since.Value, now, time.Skew, activity.Slice,
                activity.Planning),
            cancellation);
        if (_sweptAt is { } sweptAt && clock.GetElapsedTime(sweptAt) < BetweenSweeps)
            return;

        await workers.ForgetAsync(now - Remembered, cancellation);
        _sweptAt = clock.GetTimestamp();
    }

    private async Task TryLeaveAsync()
    {
        using var patience = new CancellationTokenSource(LongestFarewell);
        await workers.LeaveAsync(identity.Id, patience.Token).WaitAsync(LongestFarewell)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void TellSkew()
    {
        if (time.IsSkewed == _isSkewed)
            return;

        _isSkewed = time.IsSkewed;
        if (_isSkewed)
            Log.ClockDiffers(log, ClockWords.Of(time.Skew!.Value));
        else
            Log.ClockAgrees(log);
    }
}

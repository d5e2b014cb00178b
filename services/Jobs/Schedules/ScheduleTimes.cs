using Presage.Jobs.Definitions;

namespace Presage.Jobs.Schedules;

/// <summary>The moments that a schedule's pattern fits.</summary>
internal sealed class ScheduleTimes(ScheduleDefinition schedule)
{
    private readonly Cron? _cron = schedule.Cron is { } cron ? new Cron(cron) : null;
    private readonly TimeZoneInfo _zone = Zones.Find(schedule.Zone);

    /// <summary>The first moment after another; null when there is none.</summary>
    public DateTime? After(DateTime time) => _cron is { } cron
        ? cron.After(time, _zone)
        : AfterEvery(time, schedule.Every!.Value);

    /// <summary>What there is to say of a moment that fits.</summary>
    public NominalTime At(DateTime utc) => _cron is { } cron && ZoneClock.RemarkOn(cron, _zone, utc) is var (isMoved, remark)
        ? new(utc, isMoved, remark, null)
        : new(utc, false, null, null);

    private DateTime? AfterEvery(DateTime time, TimeSpan every)
    {
        var (number, rest) = Math.DivRem(time.Ticks - DateTime.UnixEpoch.Ticks - schedule.Offset.Ticks, every.Ticks);
        var next = DateTime.UnixEpoch.Ticks + schedule.Offset.Ticks + ((rest < 0 ? number : number + 1) * every.Ticks);
        return next <= DateTime.MaxValue.Ticks ? new DateTime(next, DateTimeKind.Utc) : null;
    }
}

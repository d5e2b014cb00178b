namespace Presage.Jobs.Definitions;

/// <summary>The nominal times of a job: either <see cref="Cron"/> or <see cref="Every"/>.</summary>
/// <param name="Cron">Five or six fields, as Cronos reads them; null with <see cref="Every"/>.</param>
/// <param name="Zone">IANA name of the zone in which a cron expression is meant; UTC when not given.</param>
/// <param name="Every">1 second or more; aligned to 1970-01-01T00:00:00Z.</param>
/// <param name="Offset">Zero up to below <see cref="Every"/>.</param>
/// <param name="Start">The first nominal time is after it; null from when the job was applied.</param>
/// <param name="End">The last nominal time is at it or before; null for none.</param>
/// <param name="Exclude">Calendars of days at which no nominal time is started, by name; days are those of <see cref="Zone"/>.</param>
/// <param name="Jitter">
/// A nominal time is started up to so much later, by a hash of job and nominal time, and always before the next one. Zero for none.
/// </param>
/// <param name="CatchUp">What becomes of nominal times that nobody looked at in time, or that fell into a pause.</param>
/// <param name="ExpectWithin">
/// An interval that has no succeeded run so long after its nominal time is overdue; null asks for nothing.
/// </param>
/// <param name="Ordered">Whether an interval waits until the one before it has a succeeded run.</param>
/// <param name="PauseAfter">Number of runs that fail one after the other until the job is paused; null for never.</param>
/// <param name="MostRuns">Number of runs that the schedule starts until it is over; null for no end.</param>
public sealed record ScheduleDefinition(
    string? Cron, string Zone, TimeSpan? Every, TimeSpan Offset, DateTime? Start, DateTime? End, IReadOnlyList<string> Exclude,
    TimeSpan Jitter, CatchUp CatchUp, TimeSpan? ExpectWithin, bool Ordered, int? PauseAfter, int? MostRuns);

/// <param name="Window">Nominal times that are further back are missed for good. 10 seconds or more.</param>
/// <param name="Most">Most nominal times that are caught up with, the latest; 1 to 10,000.</param>
public sealed record CatchUp(CatchUpMode Mode, TimeSpan Window, int Most)
{
    public static readonly CatchUp Default = new(CatchUpMode.All, TimeSpan.FromDays(7), 100);
}

public enum CatchUpMode
{
    None,
    Latest,
    All,
}

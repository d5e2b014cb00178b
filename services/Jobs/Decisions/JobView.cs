using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>Everything that is known of a job when something is decided about it, read after the job itself.</summary>
/// <param name="Definition">That of the job's version.</param>
/// <param name="Buffered">Rows of the ledger that wait, the earliest first.</param>
/// <param name="Active">Job runs that have not ended, those of backfills left out, the earliest first.</param>
/// <param name="Calendars">Those that the schedule excludes.</param>
public sealed record JobView(
    Job Job, JobDefinition Definition, IReadOnlyList<Occurrence> Buffered, IReadOnlyList<JobRun> Active,
    IReadOnlyList<ExclusionCalendar> Calendars)
{
    /// <summary>
    /// The latest job runs that have succeeded or failed, the latest created first, those of backfills left out; as many as
    /// <see cref="ScheduleDefinition.PauseAfter"/>, none without it.
    /// </summary>
    public IReadOnlyList<JobRun> Ended { get; init; } = [];

    /// <summary>
    /// With an ordered schedule the latest row before the earliest of <see cref="Buffered"/> (of all, when none waits) that was neither
    /// excluded nor skipped; null when there is none.
    /// </summary>
    public PreviousInterval? Previous { get; init; }

    /// <summary>
    /// When the job is paused and the pause's time is over: skipped rows with nominal times after <see cref="Pauses.From"/>; those that the
    /// pause has skipped are picked out.
    /// </summary>
    public IReadOnlyList<Occurrence> SkippedByPause { get; init; } = [];
}

/// <param name="Run">The row's job run; null when it has none.</param>
public sealed record PreviousInterval(Occurrence Row, JobRun? Run);

using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>Everything that is known of a job when something is decided about it.</summary>
/// <param name="Buffered">Rows of the ledger that wait, the earliest first.</param>
/// <param name="Active">Job runs that have not ended, those of backfills left out, the earliest first.</param>
/// <param name="Latest">The job run of the latest interval that was started; null before the first.</param>
/// <param name="Calendars">Those that the schedule excludes.</param>
public sealed record JobView(
    Job Job, JobDefinition Definition, IReadOnlyList<Occurrence> Buffered, IReadOnlyList<JobRun> Active, JobRun? Latest,
    IReadOnlyList<ExclusionCalendar> Calendars);

/// <summary>What was decided: what is stored first, and what is done then.</summary>
/// <param name="Cancel">Ids of job runs that others are to take the place of.</param>
/// <param name="HasMore">Whether there is more to decide at the same moment, which a commit has no room for.</param>
public sealed record JobDecision(JobCommit Commit, IReadOnlyList<string> Cancel, bool HasMore)
{
    /// <summary>Whether there is anything to store.</summary>
    public required bool Changes { get; init; }
}

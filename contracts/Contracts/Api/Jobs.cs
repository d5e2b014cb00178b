namespace Presage.Contracts.Api;

/// <summary>A text that declares jobs or calendars.</summary>
/// <param name="Place">Where it comes from, such as the path of a file; one that ends in <c>.ics</c> is an iCalendar.</param>
public sealed record JobSource(string Place, string Text);

/// <summary>What was applied, in the order in which it was given, or what would be.</summary>
/// <param name="DryRun">Whether nothing was stored.</param>
public sealed record JobsApplied(bool DryRun, IReadOnlyList<AppliedDefinition> Definitions);

/// <param name="Kind">job or calendar.</param>
/// <param name="Change">created, changed or unchanged.</param>
/// <param name="Version">Of the job as it is now, or would be; null for a calendar.</param>
/// <param name="Difference">Lines that begin with <c>+ </c>, <c>- </c> or two blanks; empty for one that is unchanged.</param>
public sealed record AppliedDefinition(string Kind, string Name, string Change, int? Version, IReadOnlyList<string> Difference);

/// <summary>Which jobs to list; null fits all.</summary>
/// <param name="State">One of <see cref="JobStates"/>.</param>
public sealed record JobFilter(string? State = null);

/// <summary>
/// Active: schedule or triggers start it. Over: its schedule has come to its end, and no trigger starts it. Manual: it has neither.
/// Unreadable: what is stored as its definition cannot be read by this version.
/// </summary>
public static class JobStates
{
    public const string Active = "active";
    public const string Paused = "paused";
    public const string Over = "over";
    public const string Manual = "manual";
    public const string Unreadable = "unreadable";

    public static IReadOnlyList<string> All { get; } = [Active, Paused, Over, Manual, Unreadable];
}

/// <summary>Jobs by name.</summary>
/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record JobList(IReadOnlyList<JobSummary> Jobs, string? Next = null);

/// <param name="Version">Of the definition in force.</param>
/// <param name="State">One of <see cref="JobStates"/>.</param>
/// <param name="Schedule">In words, such as <c>15 0,12 * * * Europe/Berlin</c>; null without one.</param>
/// <param name="Triggers">In words, such as <c>new-data plant</c>.</param>
/// <param name="NextAt">The next nominal time that nothing excludes; null when there is none, or the job is paused without an end.</param>
/// <param name="Last">The run that was begun last; null before the first.</param>
/// <param name="Failures">Runs that failed one after the other, until now.</param>
/// <param name="Trouble">Why it does not do what it should; null when it does.</param>
public sealed record JobSummary(
    string Job, string Description, int Version, string State, string? Schedule, IReadOnlyList<string> Triggers, DateTime? NextAt,
    JobPauseState? Paused, JobRunSummary? Last, int Failures, string? Trouble = null);

/// <param name="Until">Null until somebody resumes it.</param>
public sealed record JobPauseState(DateTime Since, string By, string Reason, DateTime? Until);

/// <summary>A job with all that is known of it but its history.</summary>
/// <param name="Definition">YAML as it was applied.</param>
/// <param name="PlannedTo">End of the last planned interval; null before the first.</param>
/// <param name="Upcoming">The next runs of its schedule.</param>
/// <param name="Waiting">Intervals that have their turn when what is before them has ended, the earliest first.</param>
/// <param name="Pulled">Triggers that were pulled and wait.</param>
/// <param name="Active">Runs that have not ended, the earliest first.</param>
/// <param name="Backfills">The latest first.</param>
/// <param name="SkippedByPause">Nominal times that the present pause has skipped.</param>
public sealed record JobDetails(
    JobSummary Job, string Definition, DateTime AppliedAt, string AppliedBy, DateTime? PlannedTo, IReadOnlyList<UpcomingRun> Upcoming,
    IReadOnlyList<WaitingInterval> Waiting, IReadOnlyList<PulledTrigger> Pulled, IReadOnlyList<JobRunDetails> Active,
    IReadOnlyList<BackfillSummary> Backfills, int SkippedByPause = 0)
{
    /// <summary>What a person should know though nothing failed.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>A run that will be, if nothing changes before.</summary>
/// <param name="Local">The nominal time in the zone of the schedule, with its offset; null in UTC.</param>
/// <param name="From">Its interval is (From, To].</param>
/// <param name="Remark">What the zone's clock does on that day; null when there is nothing to say.</param>
/// <param name="Excluded">Why it will not be started; null when it will.</param>
/// <param name="Steps">With their arguments as far as they are known before it begins.</param>
public sealed record UpcomingRun(
    DateTime Nominal, string? Local, DateTime From, DateTime To, string? Remark, string? Excluded,
    IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<UpcomingStep> Steps);

/// <param name="Kind">ingest, train, score, evaluate, report, export, promote, notify or job.</param>
/// <param name="Arguments">By name; several values one after the other.</param>
public sealed record UpcomingStep(string Step, string Kind, IReadOnlyDictionary<string, IReadOnlyList<string>> Arguments);

/// <param name="NotBefore">Null for as soon as it is its turn.</param>
public sealed record WaitingInterval(DateTime Nominal, DateTime? From, DateTime? To, string Why, DateTime? NotBefore);

/// <param name="Trigger">Number among the job's triggers, from 1.</param>
public sealed record PulledTrigger(int Trigger, DateTime Since, DateTime NotBefore, DateTime? From, DateTime? To, string Why);

/// <summary>A job, executed for one interval.</summary>
/// <param name="Version">Of the job's definition.</param>
/// <param name="Cause">schedule, trigger, person, message, job or backfill.</param>
/// <param name="From">Its interval is (From, To]; null when it has none.</param>
/// <param name="State">running, succeeded, failed or cancelled.</param>
/// <param name="Seconds">From its beginning to its end, or until now.</param>
/// <param name="Failure">What failed, and why; null when nothing has.</param>
public sealed record JobRunSummary(
    string Id, string Job, int Version, string Cause, string Why, DateTime? Nominal, DateTime? From, DateTime? To, string State,
    DateTime CreatedAt, DateTime? EndedAt, double Seconds, int Repairs, string? Failure = null);

public sealed record JobRunDetails(JobRunSummary Run, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<JobStep> Steps);

/// <param name="Item">Null for a step that is done once.</param>
/// <param name="State">waiting, running, succeeded, failed, skipped or cancelled.</param>
/// <param name="Attempt">From 1; 0 before it is begun.</param>
/// <param name="Run">Of the ledger, or another job's; null before it is begun.</param>
/// <param name="Outputs">What later steps can name.</param>
/// <param name="Pins">What its first attempt was resolved to, and further ones keep.</param>
public sealed record JobStep(
    string Step, string? Item, string Kind, string State, int Attempt, string? Run, DateTime? StartedAt, DateTime? EndedAt,
    DateTime? NotBefore, string? Why, IReadOnlyDictionary<string, string> Outputs, IReadOnlyDictionary<string, string> Pins);

/// <summary>A run of a job that somebody asks for.</summary>
/// <param name="Set">Parameters by name; those that are not given have their defaults.</param>
/// <param name="From">Null takes the end of the last planned interval.</param>
/// <param name="To">Null takes now.</param>
/// <param name="Token">Lower-case letters, digits and hyphens: the same token is the same run; null takes a new one.</param>
public sealed record JobRunRequest(
    string Job, IReadOnlyDictionary<string, string> Set, DateTime? From = null, DateTime? To = null, string? Token = null);

/// <summary>A run that was asked for.</summary>
/// <param name="TakenUp">Whether it had been asked for before.</param>
/// <param name="Waits">Why nothing happens yet; null when a scheduler is there.</param>
public sealed record JobRunStarted(JobRunDetails Run, bool TakenUp, string? Waits);

/// <param name="CatchUp">none, latest or all; null where the pause has skipped nothing.</param>
public sealed record JobResumption(string Job, string? CatchUp);

/// <param name="CaughtUp">Nominal times that the pause had skipped and that have their turn now.</param>
/// <param name="LeftOut">Nominal times that the pause had skipped and that stay so.</param>
public sealed record JobResumed(string Job, DateTime PausedSince, IReadOnlyList<DateTime> CaughtUp, IReadOnlyList<DateTime> LeftOut);

/// <summary>Jobs that a person has paused.</summary>
public sealed record JobsPaused(IReadOnlyList<JobSummary> Jobs);

/// <summary>What goes with a job.</summary>
public sealed record JobDeletion(string Job, int Versions, int Occurrences, int Runs, int Backfills);

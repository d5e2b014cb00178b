namespace Presage.Contracts.Api;

/// <summary>Which part of a job's history is meant; null fits all.</summary>
/// <param name="Outcome">One of those of an occurrence, such as missed; then intervals only are told.</param>
/// <param name="Most">Most rows of each kind, the latest; null for 1,000.</param>
public sealed record JobHistoryFilter(DateTime? From = null, DateTime? To = null, string? Outcome = null, int? Most = null);

/// <summary>What became of a job, and why, in one line of time.</summary>
/// <param name="Events">The earliest first.</param>
/// <param name="Gaps">Stretches of the time that was planned for which there is no succeeded run.</param>
/// <param name="IsCut">Whether there is more of it than was asked for.</param>
public sealed record JobHistory(
    string Job, DateTime? From, DateTime? To, IReadOnlyList<JobEvent> Events, IReadOnlyList<JobGap> Gaps, JobCounts Counts,
    bool IsCut = false);

/// <param name="At">The nominal time of an interval, otherwise when it happened.</param>
/// <param name="Kind">interval, run, trigger, or what was done with the job, such as applied, paused, resumed, backfilled, overdue.</param>
/// <param name="Text">One sentence: why, or what.</param>
/// <param name="Local">The nominal time in the zone of the schedule; null in UTC.</param>
/// <param name="Outcome">Of an interval: started, buffered, merged, skipped, missed, moved or excluded.</param>
/// <param name="DecidedAt">When an interval got its row; null when that was in time.</param>
/// <param name="By">A person, or presage; null for what has nobody.</param>
public sealed record JobEvent(
    DateTime At, string Kind, string Text, DateTime? From = null, DateTime? To = null, string? Outcome = null, string? Local = null,
    string? Remark = null, DateTime? DecidedAt = null, string? Run = null, string? State = null, double? Minutes = null,
    int? Version = null, string? By = null);

/// <param name="Intervals">How many planned intervals it has.</param>
/// <param name="Why">What became of them, one sentence.</param>
public sealed record JobGap(DateTime From, DateTime To, int Intervals, string Why);

/// <summary>Counted in what the history tells.</summary>
/// <param name="Intervals">By outcome.</param>
/// <param name="Runs">By state; those of backfills and people included.</param>
/// <param name="Triggers">How often one was looked at, and how often that started no run.</param>
public sealed record JobCounts(
    IReadOnlyDictionary<string, int> Intervals, IReadOnlyDictionary<string, int> Runs, TriggerCounts Triggers, int Overdue, int Repairs);

public sealed record TriggerCounts(int Looked, int WithoutRun);

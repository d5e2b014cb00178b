using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>A decision while it is being made.</summary>
internal sealed class JobDraft(JobView view, DateTime now)
{
    /// <summary>Most rows that one decision plans, and that one run covers: a commit stays small.</summary>
    public const int Room = 300;

    private readonly SortedDictionary<DateTime, Occurrence> _rows = [];
    private readonly List<Occurrence> _buffered = [.. view.Buffered];
    private readonly List<JobRun> _runs = [];
    private readonly List<TriggerEvaluation> _evaluations = [];
    private readonly List<JobEntry> _entries = [];
    private readonly List<RunEnd> _cancel = [];

    public JobView View => view;

    public DateTime Now => now;

    public string Name => view.Job.Name;

    public JobDefinition Definition => view.Definition;

    public ScheduleDefinition? Schedule => view.Definition.Schedule;

    public JobState State { get; set; } = view.Job.State;

    public bool IsPaused => State.Paused is not null;

    public bool Merges => Definition.Overlap == Overlap.Merge;

    /// <summary>Rows that wait for their turn, the earliest first.</summary>
    public IEnumerable<Occurrence> Waiting => _buffered.Where(row => row.NotBefore is null);

    /// <summary>Rows of which it is not yet decided whether they wait: their time has not come, or has come just now.</summary>
    public IEnumerable<Occurrence> Unsettled => _buffered.Where(row => row.NotBefore is not null);

    public IReadOnlyCollection<Occurrence> Rows => _rows.Values;

    public IReadOnlyList<JobRun> Started => _runs;

    public IReadOnlyList<RunEnd> Cancel => _cancel;

    /// <summary>What has planned a row in this decision, by the row's nominal time.</summary>
    public Dictionary<DateTime, PendingTrigger> Triggered { get; } = [];

    /// <summary>Whether a trigger waits for a place that others are to make.</summary>
    public bool WantsPlace { get; set; }

    /// <summary>Whether there is no room for more in the commit.</summary>
    public bool IsFull => _rows.Count >= 2 * Room;

    public int Going => view.Active.Count + _runs.Count;

    public bool HasPlace => Going < (Definition.Overlap == Overlap.AllowAll ? Definition.AtOnce : 1);

    /// <summary>The latest run that is going on, for sentences.</summary>
    public string Busy => _runs.Count > 0 ? _runs[^1].Id : view.Active[^1].Id;

    public bool Changes =>
        State != view.Job.State || _rows.Count > 0 || _runs.Count > 0 || _evaluations.Count > 0 || _entries.Count > 0;

    /// <summary>A new row at the end of the line.</summary>
    public Occurrence Plan(
        DateTime nominal, OccurrenceOutcome outcome, string why, DateTime? notBefore = null, string? remark = null, DateTime? begin = null)
    {
        var from = State.PlannedTo ?? begin ?? FirstInterval.From(Schedule, nominal);
        var row = new Occurrence(Name, nominal, from, nominal, outcome, why, view.Job.Version, now, now, null, notBefore, remark);
        State = State with { PlannedTo = nominal };
        Put(row);
        return row;
    }

    /// <summary>Puts a row in the place of the one with its nominal time.</summary>
    public void Put(Occurrence row)
    {
        row = row with { ChangedAt = now };
        _rows[row.Nominal] = row;
        var at = _buffered.FindIndex(other => other.Nominal == row.Nominal);
        if (row.Outcome == OccurrenceOutcome.Buffered)
        {
            if (at >= 0)
                _buffered[at] = row;
            else
                _buffered.Insert(_buffered.FindLastIndex(other => other.Nominal < row.Nominal) + 1, row);
        }
        else if (at >= 0)
        {
            _buffered.RemoveAt(at);
        }
    }

    public void Start(JobRun run) => _runs.Add(run);

    public void End(JobRun run, string why) => _cancel.Add(new(run.Id, why));

    public void Add(TriggerEvaluation evaluation) => _evaluations.Add(evaluation);

    public void Enter(string what, string text) =>
        _entries.Add(JobEntries.Of(Name, view.Job.Revision, now, what, JobEntries.Presage, text));

    public JobCommit Commit() => new(view.Job with { State = State })
    {
        Occurrences = [.. _rows.Values],
        Runs = _runs,
        Evaluations = _evaluations,
        Entries = _entries,
    };
}

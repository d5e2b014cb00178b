using System.Globalization;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

/// <summary>
/// A job with its ledger and its runs in memory, at a moment that the test sets. Every decision is held against what must always be.
/// </summary>
internal sealed class World
{
    public const string Steps =
        "steps: { score: { score: { dataset: plant, from: \"{{interval.from}}\", to: \"{{interval.to}}\", results: fleet } } }";

    private int _rowsChecked;

    public World(string yaml, string now, params ExclusionCalendar[] calendars)
    {
        Now = Utc(now);
        Calendars = calendars;
        Definition = JobReader.Read(yaml, "test");
        Job = new(Definition.Name, 1, yaml, Applying.First(Definition, Now), 1);
    }

    public DateTime Now { get; set; }

    public Job Job { get; private set; }

    public JobDefinition Definition { get; private set; }

    public IReadOnlyList<ExclusionCalendar> Calendars { get; }

    public SortedDictionary<DateTime, Occurrence> Rows { get; } = [];

    public Dictionary<string, JobRun> Runs { get; } = [];

    public List<TriggerEvaluation> Evaluations { get; } = [];

    public List<JobEntry> Entries { get; } = [];

    public IEnumerable<JobRun> Active => Runs.Values.Where(run => run.EndedAt is null).OrderBy(run => run.CreatedAt).ThenBy(run => run.Id);

    public IReadOnlyList<string> Outcomes => [.. Rows.Values.Select(row => $"{row.Nominal:HH:mm} {row.Outcome}")];

    public Occurrence this[string nominal] => Rows[Utc(nominal)];

    public static World Of(string schedule, string now, string rest = "", string steps = Steps, params ExclusionCalendar[] calendars) =>
        new($"job: nightly\nschedule: {{ {schedule} }}\n{rest}\n{steps}\n", now, calendars);

    public static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public void At(string now)
    {
        Now = Utc(now);
        Look();
    }

    /// <summary>From one moment at which something is to be done to the next, as a scheduler that never sleeps.</summary>
    public void Until(string to, Action? each = null)
    {
        for (var end = Utc(to); Job.State.LooksAt is { } next && next <= end;)
        {
            Now = next > Now ? next : Now;
            Look();
            each?.Invoke();
            if (Job.State.LooksAt <= Now)
                Look();
        }

        Now = Utc(to);
        Look();
    }

    public void Look()
    {
        for (var n = 0; ; n++)
        {
            n.ShouldBeLessThan(3_000);
            var decision = JobDecisions.Decide(View(), Now);
            if (!decision.Changes)
                break;
            decision.Commit.Occurrences.Count.ShouldBeLessThanOrEqualTo(3 * 300);
            Store(decision.Commit);
            foreach (var end in decision.Cancel)
                Runs[end.Run] = Cancels.Of(Runs[end.Run], "presage", end.Why, Now);
        }

        Job.State.LooksAt?.ShouldBeGreaterThan(Now);
        if (_rowsChecked != Rows.Count)
            Check();
        _rowsChecked = Rows.Count;
    }

    public void Store(JobCommit commit)
    {
        foreach (var row in commit.Occurrences)
            Rows[row.Nominal] = row;
        foreach (var run in commit.Runs)
            Runs.TryAdd(run.Id, run).ShouldBeTrue($"{run.Id} twice");
        if (commit.Runs.Count > 0)
            Active.Count().ShouldBeLessThanOrEqualTo(Definition.Overlap == Overlap.AllowAll ? Definition.AtOnce : 1);
        foreach (var evaluation in commit.Evaluations)
            Evaluations.ShouldNotContain(other => other.Id == evaluation.Id);
        Evaluations.AddRange(commit.Evaluations);
        Entries.AddRange(commit.Entries);
        Job = commit.Job with { Revision = Job.Revision + 1 };
    }

    public void Apply(string yaml)
    {
        var definition = JobReader.Read(yaml, "test");
        Job = Job with
        {
            Version = Job.Version + 1,
            Definition = yaml,
            State = Applying.Next(Job.State, Definition, Calendars, definition, Now),
            Revision = Job.Revision + 1,
        };
        Definition = definition;
        Look();
    }

    public void End(string run, JobRunState state = JobRunState.Succeeded)
    {
        Runs[run] = Runs[run] with { State = state, EndedAt = Now, LooksAt = null };
        Look();
    }

    public void EndAll(JobRunState state = JobRunState.Succeeded)
    {
        while (Active.FirstOrDefault() is { } run)
            End(run.Id, state);
    }

    public void EndNow() => EndAll();

    public bool Pull(TriggerPull pull)
    {
        if (TriggerDecisions.Pull(Job, Definition, pull, Now) is not { } commit)
            return false;
        Store(commit);
        Look();
        return true;
    }

    public void Pause(string reason = "a test", string? until = null)
    {
        Store(Pauses.Pause(Job, "anna", reason, until is null ? null : Utc(until), Now));
        Look();
    }

    public void Resume(CatchUpMode? catchUp = null)
    {
        Store(Pauses.Resume(Job, [.. Rows.Values], catchUp, "anna", Now));
        Look();
    }

    public JobView View() => new(
        Job, Definition, [.. Rows.Values.Where(row => row.Outcome == OccurrenceOutcome.Buffered)], [.. Active], Calendars)
    {
        Ended =
        [
            .. Runs.Values.Where(run => run.EndedAt is not null).OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id)
                .Take(Definition.Schedule?.PauseAfter ?? 0),
        ],
        Previous = Previous(),
        SkippedByPause = [.. Rows.Values.Where(row => row.Outcome == OccurrenceOutcome.Skipped)],
    };

    private PreviousInterval? Previous()
    {
        var first = Rows.Values.FirstOrDefault(row => row.Outcome == OccurrenceOutcome.Buffered)?.Nominal ?? DateTime.MaxValue;
        return Rows.Values.LastOrDefault(row =>
            row.Nominal < first && row.From is not null && row.Outcome is not (OccurrenceOutcome.Excluded or OccurrenceOutcome.Skipped))
            is { } row ? new(row, row.Run is { } id ? Runs.GetValueOrDefault(id) : null) : null;
    }

    // Rows partition time, every run stands for the intervals of its rows, and everything says why.
    public void Check()
    {
        DateTime? to = null;
        foreach (var row in Rows.Values)
        {
            (row.Why.Length > 12 && row.Why[^1] == '.').ShouldBeTrue(row.Why);
            if (row.From is null)
            {
                (row.To is null && row.Outcome == OccurrenceOutcome.Skipped).ShouldBeTrue(row.ToString());
                continue;
            }

            (row.To == row.Nominal && row.From < row.To && (to is null || row.From == to)).ShouldBeTrue($"{row} after {to:O}");
            to = row.To;
            if (row.Outcome is OccurrenceOutcome.Started or OccurrenceOutcome.Moved or OccurrenceOutcome.Merged)
                (row.Run is not null && Runs.ContainsKey(row.Run)).ShouldBeTrue(row.ToString());
        }

        Job.State.PlannedTo.ShouldBe(to);
        var rowsOf = Rows.Values.Where(row => row.Run is not null).GroupBy(row => row.Run!)
            .ToDictionary(rows => rows.Key, rows => rows.ToList());
        foreach (var run in Runs.Values.Where(run => run.Nominal is not null && run.Cause != NewJobRun.Backfill))
        {
            var rows = rowsOf[run.Id];
            (rows[0].From == run.From && rows[^1].To == run.To).ShouldBeTrue(run.ToString());
            rows.Zip(rows.Skip(1)).All(pair => pair.First.To == pair.Second.From).ShouldBeTrue(run.ToString());
        }
    }
}

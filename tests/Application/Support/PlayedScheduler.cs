using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Tests.Application.Support;

/// <summary>Decides about jobs as a scheduler does, at the moments that a test says; what their steps do ends as the test says.</summary>
internal sealed class PlayedScheduler(IJobs jobs, IJobRuns jobRuns, IBackfills backfills, ICalendars calendars)
{
    /// <summary>How what a step does ends, by its id; null goes on. Not said, it succeeds.</summary>
    public Func<string, WorkState?> Works { get; set; } = _ => Succeeded;

    /// <summary>How long it takes.</summary>
    public TimeSpan Takes { get; set; } = TimeSpan.FromMinutes(3);

    public static WorkState Succeeded { get; } =
        new(RunState.Succeeded, null, new Dictionary<string, string>(), new Dictionary<string, string>());

    public static WorkState Failed(string why) => Succeeded with { State = RunState.Failed, Why = why };

    /// <summary>Looks at everything that is to be looked at by a moment, at the moments at which something can happen.</summary>
    public async Task RunAsync(DateTime from, DateTime to, TimeSpan every)
    {
        for (var now = from; now <= to; now += every)
            await LookAsync(now);
    }

    public async Task LookAsync(DateTime now)
    {
        foreach (var job in await jobs.DueAsync(now, 100, TestContext.Current.CancellationToken))
            await DecideAsync(job.Name, now);
        foreach (var backfill in await backfills.ActiveAsync(TestContext.Current.CancellationToken))
            await AdvanceAsync(backfill, now);
        foreach (var run in await jobRuns.DueAsync(now.Add(TimeSpan.FromDays(1)), 100, TestContext.Current.CancellationToken))
            await AdvanceAsync(run, now);
    }

    private async Task DecideAsync(string name, DateTime now)
    {
        var cancellation = TestContext.Current.CancellationToken;
        for (var hasMore = true; hasMore;)
        {
            var job = (await jobs.FindAsync(name, cancellation))!;
            var definition = JobReader.Read(job.Definition, name);
            var ended = await jobRuns.ListAsync(new JobRunQuery(name), null, 100, cancellation);
            var view = new JobView(
                job, definition, [.. (await RowsAsync(name, OccurrenceOutcome.Buffered)).Reverse()],
                [.. (await jobRuns.ActiveAsync(name, cancellation)).Where(run => run.Cause != NewJobRun.Backfill)],
                await CalendarsAsync(definition))
            {
                Ended =
                [
                    .. ended.Where(run => run.EndedAt is not null && run.Cause != NewJobRun.Backfill)
                        .Take(definition.Schedule?.PauseAfter ?? 0),
                ],
                SkippedByPause = job.State.Paused is { Until: { } until } && until <= now
                    ? [.. (await RowsAsync(name, OccurrenceOutcome.Skipped)).Reverse()] : [],
            };
            var decision = JobDecisions.Decide(view, now);
            if (decision.Changes)
                await jobs.CommitAsync(decision.Commit, cancellation);
            hasMore = decision.HasMore;
        }
    }

    private async Task AdvanceAsync(JobRun run, DateTime now)
    {
        var version = await jobs.VersionAsync(run.Job, run.Version, TestContext.Current.CancellationToken);
        var works = run.Steps.Where(step => step is { State: StepState.Running, Run: not null } && now - step.StartedAt >= Takes)
            .Select(step => (Id: step.Run!, Work: Works(step.Run!))).Where(work => work.Work is not null)
            .ToDictionary(work => work.Id, work => work.Work!);
        var decision = RunDecisions.Decide(JobReader.Read(version!.Definition, run.Job), run, works, now);
        if (decision.Changes)
            await jobRuns.CommitAsync(decision.Run, null, TestContext.Current.CancellationToken);
    }

    private async Task AdvanceAsync(Backfill backfill, DateTime now)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var version = await jobs.VersionAsync(backfill.Job, backfill.Version, cancellation);
        var runs = new Dictionary<string, JobRun>();
        foreach (var id in backfill.Intervals.Select(interval => interval.Run).OfType<string>())
            if (await jobRuns.FindAsync(id, cancellation) is { } run)
                runs[id] = run;

        var decision = BackfillDecisions.Decide(backfill, JobReader.Read(version!.Definition, backfill.Job), runs, now);
        if (decision.Succeeded.Count > 0)
        {
            var rows = new List<Occurrence>();
            foreach (var interval in decision.Succeeded)
                if (await jobs.OccurrenceAsync(backfill.Job, interval.Nominal, cancellation) is { } row)
                    rows.Add(row);

            var job = (await jobs.FindAsync(backfill.Job, cancellation))!;
            await jobs.CommitAsync(BackfillDecisions.Covered(job, backfill, decision.Succeeded, rows, now), cancellation);
        }

        if (decision.Changes)
            await backfills.CommitAsync(decision.Backfill, null, cancellation);
        foreach (var run in decision.Runs)
            await jobRuns.AddAsync(run, cancellation);
    }

    private Task<IReadOnlyList<Occurrence>> RowsAsync(string job, OccurrenceOutcome outcome) =>
        jobs.OccurrencesAsync(job, null, null, outcome, 1000, TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<ExclusionCalendar>> CalendarsAsync(JobDefinition definition)
    {
        var found = new List<ExclusionCalendar>();
        foreach (var name in definition.Schedule?.Exclude ?? [])
            if (await calendars.FindAsync(name, TestContext.Current.CancellationToken) is { } calendar)
                found.Add(CalendarReader.Read(calendar.Definition, name));

        return found;
    }
}

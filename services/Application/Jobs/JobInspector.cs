using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>What a job is doing and will do.</summary>
internal sealed class JobInspector(
    IJobs jobs, IJobRuns jobRuns, IBackfills backfills, JobCatalog catalog, UpcomingRuns upcoming, SchedulerWaits waits, TimeProvider clock)
{
    private const int MostSkippedOver = 1_000;
    private const int MostWaiting = 20;
    private const int MostBackfills = 10;
    private const int PageSize = 1_000;

    public async Task<JobSummary> SummaryAsync(Job job, CancellationToken cancellation)
    {
        var run = await jobRuns.ListAsync(new JobRunQuery(job.Name), null, 1, cancellation) is [var last]
            ? JobRunDocuments.Summary(last, Now) : null;
        var pause = job.State.Paused is { } paused ? new JobPauseState(paused.Since, paused.By, paused.Reason, paused.Until) : null;
        try
        {
            var definition = catalog.DefinitionOf(job);
            var next = await NextAsync(job, definition, cancellation);
            return new JobSummary(
                job.Name, definition.Description, job.Version, StateOf(job, definition, next), JobWords.Of(definition.Schedule),
                [.. definition.Triggers.Select(JobWords.Of)], next, pause, run, job.State.Failures);
        }
        catch (PresageException unreadable) when (unreadable.Code == "bad-job")
        {
            return new JobSummary(
                job.Name, "", job.Version, JobStates.Unreadable, null, [], null, pause, run, job.State.Failures,
                $"{unreadable.Message} {unreadable.Remedy}");
        }
    }

    public async Task<JobDetails> ShowAsync(Job job, int next, CancellationToken cancellation)
    {
        var summary = await SummaryAsync(job, cancellation);
        summary = summary with { Trouble = summary.Trouble ?? await TroubleAsync(job.Name, cancellation) };
        var version = await jobs.VersionAsync(job.Name, job.Version, cancellation);
        var waiting = await jobs.OccurrencesAsync(job.Name, null, null, OccurrenceOutcome.Buffered, MostWaiting, cancellation);
        var active = await jobRuns.ActiveAsync(job.Name, cancellation);
        var definition = summary.State == JobStates.Unreadable ? null : catalog.DefinitionOf(job);
        var skipped = definition is null ? [] : await catalog.SkippedByPauseAsync(job, cancellation);
        var starts = summary.State is JobStates.Active or JobStates.Manual && (summary.NextAt is not null || active.Count > 0);
        var why = starts ? await waits.WhyAsync(cancellation) : null;
        return new JobDetails(
            summary, job.Definition, version?.At ?? default, version?.By ?? "", job.State.PlannedTo,
            definition is null ? [] : await upcoming.ListAsync(job, definition, next, cancellation),
            [.. waiting.Reverse().Select(row => new WaitingInterval(row.Nominal, row.From, row.To, row.Why, row.NotBefore))],
            [.. job.State.Pending.Select(Of)], [.. active.Select(run => JobRunDocuments.Details(run, definition, Now))],
            [.. (await backfills.ListAsync(job.Name, cancellation)).Take(MostBackfills).Select(BackfillDocuments.Summary)], skipped.Count)
        {
            Notices = why is null ? [] : [new Notice("no-scheduler", why)],
        };
    }

    /// <summary>What keeps the scheduler from deciding about the job, until it can again or the job is another.</summary>
    private async Task<string?> TroubleAsync(string job, CancellationToken cancellation) =>
        await jobs.EntriesAsync(job, 1, cancellation) is [{ What: "stuck" } entry] ? entry.Text : null;

    public async Task<int> CountRunsAsync(string job, CancellationToken cancellation)
    {
        var count = 0;
        for (JobRunKey? after = null; ;)
        {
            var page = await jobRuns.ListAsync(new JobRunQuery(job), after, PageSize, cancellation);
            count += page.Count;
            if (page.Count < PageSize)
                return count;

            after = page[^1].Place;
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<DateTime?> NextAsync(Job job, JobDefinition definition, CancellationToken cancellation)
    {
        if (definition.Schedule is not { } schedule || job.State.Started >= schedule.MostRuns || job.State.Paused is { Until: null })
            return null;

        var calendars = await catalog.CalendarsOfAsync(definition, cancellation);
        var after = job.State.Paused?.Until is { } until && until > Now ? until : Now;
        return NominalTimes.Between(schedule, calendars, after, DateTime.MaxValue).Take(MostSkippedOver)
            .FirstOrDefault(nominal => nominal.Excluded is null)?.Utc;
    }

    private static string StateOf(Job job, JobDefinition definition, DateTime? next) =>
        job.State.Paused is not null ? JobStates.Paused
        : next is not null || definition.Triggers.Count > 0 ? JobStates.Active
        : definition.Schedule is null ? JobStates.Manual
        : JobStates.Over;

    private static PulledTrigger Of(PendingTrigger pending) =>
        new(pending.Trigger, pending.Since, pending.NotBefore, pending.From, pending.To, pending.Why);
}

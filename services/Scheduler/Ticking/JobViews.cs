using Presage.Application.Jobs;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Scheduler.Ticking;

/// <summary>Reads what decisions about a job are made from.</summary>
internal sealed class JobViews(IJobs jobs, IJobRuns jobRuns, JobCatalog catalog)
{
    private const int MostRows = 10_000;
    private const int RowsAtOnce = 50;

    /// <param name="job">Read before everything else, so that whatever changes meanwhile changes it too.</param>
    public async Task<JobView> ReadAsync(Job job, JobDefinition definition, DateTime now, CancellationToken cancellation)
    {
        var buffered = await RowsAsync(job.Name, null, OccurrenceOutcome.Buffered, cancellation);
        var active = await jobRuns.ActiveAsync(job.Name, cancellation);
        return new JobView(
            job, definition, buffered, [.. active.Where(IsPlanned)], await catalog.CalendarsOfAsync(definition, cancellation))
        {
            Ended = await EndedAsync(job.Name, definition.Schedule?.PauseAfter ?? 0, cancellation),
            Previous = definition.Schedule?.Ordered == true
                ? await PreviousAsync(job.Name, buffered is [var first, ..] ? first.Nominal : null, cancellation) : null,
            SkippedByPause = job.State.Paused is { Until: { } until } pause && until <= now
                ? await RowsAsync(job.Name, Pauses.From(pause, definition), OccurrenceOutcome.Skipped, cancellation) : [],
        };
    }

    /// <summary>The earliest first.</summary>
    /// <param name="after">Rows have nominal times after it; null for all.</param>
    private async Task<IReadOnlyList<Occurrence>> RowsAsync(
        string job, DateTime? after, OccurrenceOutcome outcome, CancellationToken cancellation)
    {
        var rows = await jobs.OccurrencesAsync(job, after, null, outcome, MostRows, cancellation);
        return [.. rows.Reverse()];
    }

    /// <summary>Those that count for pausing after failures, the latest first: a run that was cancelled says nothing.</summary>
    private async Task<IReadOnlyList<JobRun>> EndedAsync(string job, int most, CancellationToken cancellation)
    {
        var ended = new List<JobRun>();
        for (JobRunKey? after = null; ended.Count < most;)
        {
            var page = await jobRuns.ListAsync(new JobRunQuery(job), after, RowsAtOnce, cancellation);
            ended.AddRange(page.Where(run => run.State is JobRunState.Succeeded or JobRunState.Failed && IsPlanned(run))
                .Take(most - ended.Count));
            if (page.Count < RowsAtOnce)
                break;

            after = page[^1].Place;
        }

        return ended;
    }

    private async Task<PreviousInterval?> PreviousAsync(string job, DateTime? before, CancellationToken cancellation)
    {
        for (var to = before?.AddSeconds(-1); ;)
        {
            var rows = await jobs.OccurrencesAsync(job, null, to, null, RowsAtOnce, cancellation);
            if (rows.FirstOrDefault(Counts) is { } row)
                return new PreviousInterval(row, row.Run is { } run ? await jobRuns.FindAsync(run, cancellation) : null);
            if (rows.Count < RowsAtOnce)
                return null;

            to = rows[^1].Nominal.AddSeconds(-1);
        }
    }

    private static bool Counts(Occurrence row) => row.Outcome is not (OccurrenceOutcome.Excluded or OccurrenceOutcome.Skipped);

    private static bool IsPlanned(JobRun run) => run.Cause != NewJobRun.Backfill;
}

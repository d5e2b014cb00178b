using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Scenarios;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Finds the intervals of a job that are to be done once more.</summary>
internal sealed class BackfillPlanner(
    IJobRuns jobRuns, IBackfills backfills, JobCatalog catalog, PastIntervals past, CountedRuns counted, StaleIntervals stale,
    BackfillEstimates estimates, TimeProvider clock)
{
    private const int PageSize = 200;

    public async Task<PlannedBackfill> PlanAsync(BackfillRequest request, CancellationToken cancellation)
    {
        var job = await catalog.GetAsync(request.Job, cancellation);
        var definition = catalog.DefinitionOf(job);
        Check(request, definition);
        var intervals = await past.ListAsync(
            job, definition, request.From, request.To, clock.GetUtcNow().UtcDateTime, cancellation);
        if (intervals.Count > PastIntervals.Most)
            throw new PresageException(
                ErrorKind.TooLarge, "too-many-intervals",
                $"The range has more than {PastIntervals.Most:N0} intervals of the job '{job.Name}'.", "Take a shorter range.");

        var all = await RunsAsync(job.Name, request.From, intervals, cancellation);
        var earlier = await backfills.ListAsync(job.Name, cancellation);
        var selection = new BackfillSelection(
            request, all, new CoveredTime(await counted.AmongAsync(job, all, cancellation)),
            [.. earlier.Where(backfill => backfill.State is BackfillState.Running or BackfillState.Paused)]);
        var selected = selection.Of(intervals);
        if (request.Select is BackfillSelections.Stale)
            selected = await StaleAsync(definition, selection, intervals, cancellation);

        var hash = HashOf(job, request, [.. selected], earlier);
        return new PlannedBackfill(
            await DocumentAsync(hash, job, request, selected, Notices(definition, request, selection), cancellation), selected);
    }

    private static void Check(BackfillRequest request, JobDefinition definition)
    {
        if (request.From >= request.To)
            throw new PresageException(
                ErrorKind.Invalid, "empty-range", $"The range ({request.From:yyyy-MM-ddTHH:mm}, {request.To:yyyy-MM-ddTHH:mm}] is empty.",
                "Give it a beginning before its end.");
        if (!BackfillSelections.All.Contains(request.Select))
            throw new PresageException(
                ErrorKind.Invalid, "unknown-selection", $"Intervals are never selected as '{request.Select}'.",
                $"Use one of: {string.Join(", ", BackfillSelections.All)}.");

        var known = definition.Steps.Select(step => step.Name).ToList();
        foreach (var step in (request.Steps ?? []).Where(step => !known.Contains(step)))
            throw new PresageException(
                ErrorKind.NotFound, "unknown-step", $"The job '{definition.Name}' has no step '{step}'.",
                Nearest.To(step, known) is { } near ? $"Did you mean '{near}'?" : $"Use some of: {string.Join(", ", known)}.");
    }

    private async Task<IReadOnlyList<BackfillInterval>> StaleAsync(
        JobDefinition definition, BackfillSelection selection, IReadOnlyList<PastInterval> intervals, CancellationToken cancellation)
    {
        var reasons = await stale.FindAsync(definition, selection.Done(intervals), cancellation);
        return
        [
            .. intervals.Where(reasons.ContainsKey).Select(interval => new BackfillInterval(
                interval.Nominal, interval.From, interval.To, BackfillSelection.Sentence(reasons[interval]))),
        ];
    }

    /// <summary>The same done once more is another backfill.</summary>
    private static string HashOf(
        Job job, BackfillRequest request, IReadOnlyList<BackfillInterval> intervals, IReadOnlyList<Backfill> earlier)
    {
        for (var before = 0; ; before++)
        {
            var hash = BackfillHash.Of(job.Name, job.Version, request.Steps, intervals, before);
            if (earlier.FirstOrDefault(backfill => backfill.Id == hash) is not { State: BackfillState.Done or BackfillState.Cancelled })
                return hash;
        }
    }

    private async Task<BackfillPlan> DocumentAsync(
        string hash, Job job, BackfillRequest request, IReadOnlyList<BackfillInterval> selected, IReadOnlyList<Notice> notices,
        CancellationToken cancellation)
    {
        var estimate = await estimates.OfAsync(job.Name, request.Steps, cancellation);
        var intervals = selected.Select(interval => new PlannedInterval(
            interval.From, interval.To, interval.Reason, estimate.RowsOf(interval.To - interval.From),
            estimate.MinutesOf(interval.To - interval.From))).ToList();
        var rows = intervals.Select(interval => interval.Rows).ToList();
        var minutes = intervals.Select(interval => interval.Minutes).ToList();
        return new BackfillPlan(
            hash, job.Name, job.Version, request.Select, request.Steps, request.AtOnce, intervals,
            rows.Contains(null) ? null : rows.Sum(), minutes.Contains(null) ? null : Math.Round(minutes.Sum() ?? 0, 2), estimate.Sentence)
        {
            Notices = notices,
        };
    }

    private static List<Notice> Notices(JobDefinition definition, BackfillRequest request, BackfillSelection selection)
    {
        var notices = new List<Notice>();
        if (selection.InHand > 0)
            notices.Add(new Notice(
                "intervals-in-hand",
                $"{selection.InHand} intervals of the range are left out: a run or another backfill is at them, or they wait for their "
                + "turn."));
        if (selection.Excluded > 0)
            notices.Add(new Notice(
                "intervals-excluded",
                $"{selection.Excluded} intervals of the range are left out: calendars of the schedule exclude them."));
        if (request.Select == BackfillSelections.Stale && definition.Steps.All(step => step.Kind != StepKinds.Score))
            notices.Add(new Notice(
                "nothing-scored", $"No step of the job '{definition.Name}' scores, so that it cannot be told what is stale."));

        return notices;
    }

    /// <summary>Every run of which the interval may touch the range.</summary>
    private async Task<List<JobRun>> RunsAsync(
        string job, DateTime from, IReadOnlyList<PastInterval> intervals, CancellationToken cancellation)
    {
        var found = new List<JobRun>();
        for (JobRunKey? after = null; ;)
        {
            var page = await jobRuns.ListAsync(new JobRunQuery(job, null, from), after, PageSize, cancellation);
            found.AddRange(page);
            if (page.Count < PageSize)
                break;

            after = page[^1].Place;
        }

        var known = found.Select(run => run.Id).ToHashSet();
        foreach (var id in intervals.Select(interval => interval.Row?.Run).OfType<string>().Where(known.Add))
            if (await jobRuns.FindAsync(id, cancellation) is { } run)
                found.Add(run);

        return found;
    }
}

/// <summary>A plan as people see it, and as it is stored when it is started.</summary>
internal sealed record PlannedBackfill(BackfillPlan Document, IReadOnlyList<BackfillInterval> Intervals);

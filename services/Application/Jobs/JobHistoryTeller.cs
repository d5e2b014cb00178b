using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Tells what became of a job to somebody who was not there.</summary>
internal sealed class JobHistoryTeller(IJobs jobs, IJobRuns jobRuns, JobCatalog catalog, CountedRuns counted, UnlookedTime unlooked)
{
    private const int Usual = 1_000;
    private const int PageSize = 200;

    /// <summary>A row that was written so long after its nominal time says so.</summary>
    private static readonly TimeSpan InTime = TimeSpan.FromMinutes(1);

    public async Task<JobHistory> TellAsync(Job job, JobHistoryFilter filter, CancellationToken cancellation)
    {
        var most = Math.Max(1, filter.Most ?? Usual);
        var outcome = JobRunDocuments.Value<OccurrenceOutcome>(filter.Outcome, "unknown-outcome", "an outcome of an interval");
        var rows = await jobs.OccurrencesAsync(job.Name, filter.From, filter.To, outcome, most + 1, cancellation);
        var runs = await RunsAsync(job.Name, filter, most + 1, rows, cancellation);
        var overdue = await jobs.OverdueAsync(job.Name, filter.From, filter.To, cancellation);
        var evaluations = outcome is null ? await EvaluationsAsync(job.Name, filter, most + 1, cancellation) : [];
        var entries = outcome is null ? await EntriesAsync(job.Name, filter, most + 1, cancellation) : [];
        var isCut = new[] { rows.Count, evaluations.Count, entries.Count }.Any(count => count > most);
        Occurrence[] told = [.. rows.Take(most).Reverse()];
        var zones = new ZonesOfVersions(jobs, catalog, job);
        var ofRows = told.Select(row => row.Run).OfType<string>().ToHashSet();
        var events = new List<JobEvent>();
        foreach (var row in told)
            events.Add(Of(row, row.Run is { } run ? runs.GetValueOrDefault(run) : null, await zones.LocalAsync(row, cancellation)));

        if (outcome is null)
            events.AddRange(runs.Values.Where(run => !ofRows.Contains(run.Id) && Fits(run.CreatedAt, filter)).Select(Of));
        events.AddRange(evaluations.Take(most).Select(Of));
        events.AddRange(entries.Take(most).Select(Of));
        if (outcome is null)
            events.AddRange(overdue.Select(each => OfOverdue(each.Key, each.Value, told.FirstOrDefault(row => row.Nominal == each.Key))));
        IReadOnlyList<JobGap> gaps = outcome is not null ? []
            :
            [
                .. JobGaps.Of(told, await counted.AmongAsync(job, runs.Values, cancellation), row => FateOf(row, runs)),
                .. await unlooked.FindAsync(job, filter.From, filter.To, cancellation) is { } unseen ? [unseen] : Array.Empty<JobGap>(),
            ];
        return new JobHistory(
            job.Name, filter.From, filter.To, [.. events.OrderBy(each => each.At)], gaps,
            Count(told, runs.Values, evaluations.Take(most), overdue.Count), isCut);
    }

    private static JobEvent Of(Occurrence row, JobRun? run, string? local) => new(
        row.Nominal, "interval", row.Why, row.From, row.To, JobRunDocuments.Name(row.Outcome), local, row.Remark,
        row.PlannedAt - row.Nominal > InTime ? row.PlannedAt : null, row.Run, run is null ? null : JobRunDocuments.Name(run.State),
        MinutesOf(run), row.Version);

    private static JobEvent Of(JobRun run) => new(
        run.CreatedAt, "run", run.Why, run.From, run.To, Run: run.Id, State: JobRunDocuments.Name(run.State), Minutes: MinutesOf(run),
        Version: run.Version);

    private static JobEvent Of(TriggerEvaluation evaluation) => new(
        evaluation.At, "trigger", $"Trigger {evaluation.Trigger}, {evaluation.What}: {evaluation.Why}", Run: evaluation.Run);

    private static JobEvent Of(JobEntry entry) => new(entry.At, entry.What, entry.Text, By: entry.By);

    /// <param name="row">Null where the ledger has none yet: somebody else has found it overdue.</param>
    private static JobEvent OfOverdue(DateTime nominal, DateTime at, Occurrence? row) => new(
        at, "overdue", $"The interval of {nominal:yyyy-MM-ddTHH:mm} had no succeeded run in time.", row?.From, row?.To);

    private static double? MinutesOf(JobRun? run) =>
        run?.EndedAt is { } end ? Math.Round((end - run.CreatedAt).TotalMinutes, 1) : null;

    /// <summary>What became of an interval that no run has done.</summary>
    private static (string Word, string Why) FateOf(Occurrence row, Dictionary<string, JobRun> runs)
    {
        if (row.Run is not { } id || !runs.TryGetValue(id, out var run))
            return (JobRunDocuments.Name(row.Outcome), row.Why);

        var why = run.Steps.FirstOrDefault(step => step.State == StepState.Failed)?.Why;
        return (JobRunDocuments.Name(run.State), why ?? $"the run {run.Id}");
    }

    private static JobCounts Count(
        IEnumerable<Occurrence> rows, IReadOnlyCollection<JobRun> runs, IEnumerable<TriggerEvaluation> evaluations, int overdue)
    {
        var looked = evaluations.ToList();
        return new JobCounts(
            Counted(rows.Select(row => row.Outcome)), Counted(runs.Select(run => run.State)),
            new TriggerCounts(looked.Count, looked.Count(evaluation => evaluation.Run is null)), overdue, runs.Sum(run => run.Repairs));
    }

    private static SortedDictionary<string, int> Counted<T>(IEnumerable<T> values)
        where T : struct, Enum
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (value, count) in values.CountBy(value => value))
            counts[JobRunDocuments.Name(value)] = count;

        return counts;
    }

    /// <summary>The job runs of the time, and those that rows name besides.</summary>
    private async Task<Dictionary<string, JobRun>> RunsAsync(
        string job, JobHistoryFilter filter, int most, IEnumerable<Occurrence> rows, CancellationToken cancellation)
    {
        var found = (await jobRuns.ListAsync(new JobRunQuery(job, null, filter.From, filter.To), null, most, cancellation))
            .ToDictionary(run => run.Id);
        foreach (var id in rows.Select(row => row.Run).OfType<string>().Distinct().Where(id => !found.ContainsKey(id)))
            if (await jobRuns.FindAsync(id, cancellation) is { } run)
                found[id] = run;

        return found;
    }

    private async Task<List<TriggerEvaluation>> EvaluationsAsync(
        string job, JobHistoryFilter filter, int most, CancellationToken cancellation)
    {
        var found = new List<TriggerEvaluation>();
        for (string? after = null; ;)
        {
            var page = await jobs.EvaluationsAsync(job, after, PageSize, cancellation);
            found.AddRange(page.Where(evaluation => Fits(evaluation.At, filter)));
            if (page.Count < PageSize || found.Count >= most || page[^1].At <= filter.From)
                return found;

            after = page[^1].Id;
        }
    }

    private async Task<List<JobEntry>> EntriesAsync(string job, JobHistoryFilter filter, int most, CancellationToken cancellation) =>
        [.. (await jobs.EntriesAsync(job, most, cancellation)).Where(entry => Fits(entry.At, filter))];

    private static bool Fits(DateTime at, JobHistoryFilter filter) => !(at <= filter.From) && !(at > filter.To);
}

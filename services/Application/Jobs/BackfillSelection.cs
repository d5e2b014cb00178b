using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Tells of each interval of a range whether it is selected, and why.</summary>
/// <param name="runs">Those of the job whose intervals touch the range.</param>
/// <param name="covered">What counts as done.</param>
/// <param name="others">Backfills that have not ended.</param>
internal sealed class BackfillSelection(
    BackfillRequest request, IReadOnlyList<JobRun> runs, CoveredTime covered, IReadOnlyList<Backfill> others)
{
    private readonly ILookup<DateTime, JobRun> _byEnd = runs.Where(run => run.To is not null).ToLookup(run => run.To!.Value);
    private readonly Dictionary<string, JobRun> _byId = runs.ToDictionary(run => run.Id);
    private readonly IReadOnlyList<JobRun> _running = [.. runs.Where(run => run.State == JobRunState.Running)];

    /// <summary>Intervals that somebody is at.</summary>
    public int InHand { get; private set; }

    public int Excluded { get; private set; }

    public IReadOnlyList<BackfillInterval> Of(IReadOnlyList<PastInterval> intervals)
    {
        var selected = new List<BackfillInterval>();
        foreach (var interval in intervals)
        {
            if (interval.Row?.Outcome == OccurrenceOutcome.Excluded)
                Excluded++;
            else if (IsInHand(interval))
                InHand++;
            else if (Why(interval) is { } why)
                selected.Add(new BackfillInterval(interval.Nominal, interval.From, interval.To, Sentence(why)));
        }

        return selected;
    }

    /// <summary>The intervals that are done, with the run that did each of them last.</summary>
    public IReadOnlyList<(PastInterval Interval, JobRun Run)> Done(IReadOnlyList<PastInterval> intervals) =>
    [
        .. from interval in intervals
        where interval.Row?.Outcome != OccurrenceOutcome.Excluded && !IsInHand(interval) && covered.Covers(interval.From, interval.To)
        let run = runs.Where(run => run.State == JobRunState.Succeeded && run.From < interval.To && run.To > interval.From)
            .MaxBy(run => run.EndedAt)
        where run is not null
        select (interval, run),
    ];

    public static string Sentence(string text) =>
        $"{char.ToUpperInvariant(text[0])}{text[1..].TrimEnd('.')}.";

    private bool IsInHand(PastInterval interval) =>
        interval.Row?.Outcome == OccurrenceOutcome.Buffered
        || _running.Any(run => run.From < interval.To && run.To > interval.From)
        || others.Any(backfill => backfill.Intervals.Any(other => other.Nominal == interval.Nominal && other.State is null));

    private string? Why(PastInterval interval)
    {
        var isDone = covered.Covers(interval.From, interval.To);
        var last = LastOf(interval);
        return request.Select switch
        {
            BackfillSelections.Missing => !isDone && last is null ? MissingWhy(interval) : null,
            BackfillSelections.Failed => !isDone && last is not null ? LastWhy(last) : null,
            BackfillSelections.Every =>
                isDone ? "it is done, and asked for once more" : last is null ? MissingWhy(interval) : LastWhy(last),
            _ => null,
        };
    }

    /// <summary>The last run of the interval, which may be one of several.</summary>
    private JobRun? LastOf(PastInterval interval)
    {
        var own = interval.Row?.Run is { } id && _byId.GetValueOrDefault(id) is { } run ? [run] : Array.Empty<JobRun>();
        return own.Concat(_byEnd[interval.To].Where(run => run.From == interval.From)).MaxBy(run => run.CreatedAt);
    }

    private static string MissingWhy(PastInterval interval) => interval.Row is { } row
        ? $"{JobRunDocuments.Name(row.Outcome)}: {row.Why}"
        : "it lies before what the job has ever planned";

    private static string LastWhy(JobRun run) => run.Steps.FirstOrDefault(step => step.State == StepState.Failed) is { } step
        ? $"the run {run.Id} {JobRunDocuments.Name(run.State)}: {JobRunDocuments.NameOf(step)}: {step.Why}"
        : $"the run {run.Id} {JobRunDocuments.Name(run.State)}";
}

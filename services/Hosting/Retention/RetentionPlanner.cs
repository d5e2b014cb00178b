using Presage.Hosting.Models;
using Presage.Storage;

namespace Presage.Hosting.Retention;

/// <summary>
/// Says what is old enough to go, and keeps what is still needed of it: what the champions were trained on, what runs are at work on, what
/// standing alarms rest on, and the runs that models name.
/// </summary>
public sealed class RetentionPlanner(
    IRetention retention, IDataSets datasets, IPredictions predictions, IAlarms alarms, IModels models, IRuns runs, IFaults faults,
    TimeProvider clock)
{
    /// <summary>How far back before its range a run may look, with room to spare: windows, gaps and delays of alarms.</summary>
    private static readonly TimeSpan s_lookBack = TimeSpan.FromDays(8);

    private const int PageSize = 500;
    private const int MostRuns = 10_000;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IReadOnlyList<RetentionStep>> PlanAsync(RetentionOptions options, CancellationToken cancellation)
    {
        var steps = new List<RetentionStep>();
        var unfinished = await runs.UnfinishedAsync(cancellation);
        if (options.TelemetryTime is { } ofReadings)
            foreach (var dataset in await datasets.ListAsync(cancellation))
                steps.Add(await OfReadingsAsync(dataset.Name, ofReadings, unfinished, cancellation));

        if (options.PredictionsTime is { } ofPredictions)
            foreach (var results in await predictions.ListAsync(cancellation))
                steps.Add(await OfPredictionsAsync(results, ofPredictions, unfinished, cancellation));

        if (options.RunsTime is { } ofRuns)
            steps.Add(await OfRunsAsync(ofRuns, cancellation));
        if (options.FaultsTime is { } ofFaults)
            steps.Add(await OfFaultsAsync(ofFaults, cancellation));

        return steps;
    }

    private async Task<RetentionStep> OfReadingsAsync(
        string dataset, TimeSpan time, IReadOnlyList<Run> unfinished, CancellationToken cancellation)
    {
        var extent = (await datasets.ExtentsAsync(dataset, cancellation)).GetValueOrDefault("telemetry");
        var cut = new Cut(Earlier(Now, extent?.Last) - time);
        if (extent is not null && extent.First < cut.Before)
        {
            foreach (var version in (await models.ListAsync(null, cancellation)).Where(
                version => version.IsChampion && version.Dataset == dataset))
                cut.Keep(
                    Before(version.ReadLineage().From), $"what {version.Name}@{version.Number}, a champion, was trained on");

            foreach (var run in unfinished.Where(run => run.Dataset == dataset))
                cut.Keep(Before(run.From ?? DateTime.MinValue), $"what run {run.Id} is at work on");
        }

        return await OfAsync(RetentionStep.Telemetry, dataset, RetainedKind.Telemetry, time, extent is null ? null : cut, cancellation);
    }

    private async Task<RetentionStep> OfPredictionsAsync(
        ResultSet results, TimeSpan time, IReadOnlyList<Run> unfinished, CancellationToken cancellation)
    {
        var extent = await predictions.ExtentAsync(results.Name, cancellation);
        var cut = new Cut(Earlier(Now, extent.Last) - time);
        if (extent.First < cut.Before)
        {
            var standing = (await alarms.ReadAsync(results.Name, null, cancellation)).Where(alarm => alarm.Ended is null).ToList();
            if (standing.Count > 0)
                cut.Keep(Before(standing.Min(alarm => alarm.Time)), "what standing alarms rest on");

            foreach (var run in unfinished.Where(run => run.Dataset == results.Dataset))
                cut.Keep(DateTime.MinValue, $"what run {run.Id} is at work on");
        }

        return await OfAsync(
            RetentionStep.Predictions, results.Name, RetainedKind.Predictions, time, extent.First is null ? null : cut, cancellation);
    }

    private async Task<RetentionStep> OfAsync(
        string kind, string name, RetainedKind retained, TimeSpan time, Cut? cut, CancellationToken cancellation)
    {
        if (cut is null)
            return new RetentionStep(kind, name, retained, time, null, 0, [], []);

        var count = await retention.CountAsync(retained, name, cut.Before, cancellation);
        return new RetentionStep(kind, name, retained, time, count > 0 ? cut.Before : null, count, [], cut.Kept);
    }

    private async Task<RetentionStep> OfRunsAsync(TimeSpan time, CancellationToken cancellation)
    {
        var before = Now - time;
        var named = (await models.ListAsync(null, cancellation)).Select(version => version.Run).ToHashSet();
        var (going, kept) = (new List<string>(), 0);
        for (RunKey? after = null; going.Count < MostRuns;)
        {
            var page = await runs.ListAsync(new RunQuery(To: before), after, PageSize, cancellation);
            foreach (var run in page.Where(run => run.State != RunState.Running && run.EndedAt < before))
            {
                if (named.Contains(run.Id))
                    kept++;
                else
                    going.Add(run.Id);
            }

            if (page.Count < PageSize)
                break;

            after = page[^1].Place;
        }

        return new RetentionStep(
            RetentionStep.OfRuns, "", null, time, going.Count > 0 ? before : null, going.Count, going,
            kept == 0 ? [] : [$"{kept} runs that models of the registry were made by"]);
    }

    private async Task<RetentionStep> OfFaultsAsync(TimeSpan time, CancellationToken cancellation)
    {
        var before = Now - time;
        var open = (await faults.ListAsync(new FaultQuery(), null, PageSize, cancellation)).Count(fault => fault.At < before);
        var count = await retention.CountAsync(RetainedKind.Faults, "", before, cancellation);
        return new RetentionStep(
            RetentionStep.Faults, "", RetainedKind.Faults, time, count > 0 ? before : null, count, [],
            open == 0 ? [] : [$"{open} faults that are open; redrive or discard them"]);
    }

    private static DateTime Before(DateTime time) => time - DateTime.MinValue < s_lookBack ? DateTime.MinValue : time - s_lookBack;

    private static DateTime Earlier(DateTime one, DateTime? other) => other < one ? other.Value : one;

    /// <summary>Where the past ends that goes.</summary>
    private sealed class Cut(DateTime before)
    {
        private readonly List<string> _kept = [];

        public DateTime Before { get; private set; } = before;

        public IReadOnlyList<string> Kept => _kept;

        public void Keep(DateTime from, string why)
        {
            if (from >= Before)
                return;

            Before = from;
            _kept.Add(why);
        }
    }
}

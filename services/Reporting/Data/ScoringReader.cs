using System.Runtime.CompilerServices;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Evaluation;
using Presage.Engine.Scenarios;
using Presage.Hosting.Models;
using Presage.Hosting.Results;
using Presage.Storage;
using Presage.Storage.Histories;
using Presage.Storage.Telemetry;

namespace Presage.Reporting.Data;

/// <summary>Reads a result set, a few machines at a time, and judges it where failures are known.</summary>
public sealed class ScoringReader(
    IPredictions predictions, IDataSets datasets, ITelemetry telemetry, KnownRecords known, MachineEventsReader events,
    ModelRanges ranges, ScoringNotices notices, FreshnessReader freshness)
{
    private const int MostListed = 50;
    private const int MostQuiet = 12;
    private const int MostLanes = 12;

    /// <summary>Machines whose events are read at once.</summary>
    private const int MachinesAtOnce = 16;

    /// <returns>Null when the result set is empty.</returns>
    public async Task<ScoringData?> ReadAsync(ReportSubject subject, ResultSet results, CancellationToken cancellation)
    {
        var failuresKnownUntil = UnixTime.FromDateTime(await FailuresKnownUntilAsync(results.Dataset, cancellation));
        var fleet = new FleetSummary();
        var versions = new List<VersionRows>();
        var lineages = new Dictionary<(string Model, int Version), ModelLineage?>();
        var judgement = new Judgement(SettingsOf(results, subject.Scenario), failuresKnownUntil);
        await foreach (var series in SeriesAsync(results, subject.Scenario, null, failuresKnownUntil, cancellation))
        {
            fleet.Add(series);
            judgement.Add(series);
            versions.AddRange(await ranges.OfAsync(series.Rows, results.Dataset, lineages, cancellation));
        }

        if (fleet.Machines.Count == 0)
            return null;

        var fresh = await freshness.ReadAsync(
            results.Dataset, subject.Scenario.Observation.Gap,
            [.. fleet.Machines.Select(machine => (machine.Risk.Machine, machine.Risk.Time))], DateTime.MaxValue, cancellation);
        var ranked = fleet.Machines
            .Select(machine => machine with { Risk = machine.Risk with { IsStale = fresh.IsStale(machine.Risk.Machine) } })
            .OrderBy(machine => machine.Risk.IsStale).ThenBy(machine => machine.Risk.Level, Risk.MostEndangeredFirst).ToList();
        var atRisk = ranked.Count(machine => machine.Risk.IsAtRisk);
        var lanes = new List<MachineLane>();
        string[] shown = [.. LanesOf(ranked)];
        await foreach (var series in SeriesAsync(results, subject.Scenario, shown, failuresKnownUntil, cancellation))
            lanes.Add(series.Lane());

        lanes.Sort((left, right) => Array.IndexOf(shown, left.Machine).CompareTo(Array.IndexOf(shown, right.Machine)));

        var outcome = await CanBeJudgedAsync(results.Dataset, fleet.From, cancellation) ? judgement.Finish() : null;
        return new ScoringData(
            results,
            fleet.From,
            fleet.To,
            fleet.Rows,
            ranked.Count,
            fleet.Models,
            [.. ranked.Take(Math.Min(MostListed, atRisk + MostQuiet)).Select(machine => machine.Risk)],
            atRisk,
            fresh,
            fleet.Alarms,
            ScoringData.ProbabilityBins.CountOf(ranked.Select(machine => machine.Risk.Level.Probability)),
            lanes,
            outcome)
        {
            Inputs = await notices.OfAsync(results, cancellation),
            Caveats = outcome is null ? [] :
            [
                .. VersionNotices.Of(VersionRows.Merge(versions)), .. SkillNotices.Of(outcome.Metrics, "in the judged rows"),
            ],
        };
    }

    /// <summary>The riskiest now, then those that were at most risk at any time, failed ones before others.</summary>
    private static IEnumerable<string> LanesOf(IReadOnlyList<FleetMachine> ranked) => ranked
        .Where(machine => machine.Risk.IsAtRisk)
        .Take(MostLanes / 2)
        .Concat(ranked.OrderByDescending(machine => machine.HasFailures).ThenByDescending(machine => machine.Peak))
        .Select(machine => machine.Risk.Machine)
        .Distinct()
        .Take(MostLanes);

    private async Task<DateTime> FailuresKnownUntilAsync(string dataset, CancellationToken cancellation)
    {
        var extents = await telemetry.MachinesAsync(dataset, cancellation);
        return extents.Count == 0 ? DateTime.MinValue : await known.LatestAsync(
            dataset, extents.Max(extent => extent.Last), DateTime.MaxValue, cancellation);
    }

    /// <summary>
    /// Without any failure since the first prediction nobody knows whether machines were healthy or failures were not reported.
    /// </summary>
    private async Task<bool> CanBeJudgedAsync(string dataset, DateTime from, CancellationToken cancellation) =>
        (await datasets.ExtentsAsync(dataset, cancellation)).TryGetValue("failures", out var failures) && failures.Last > from;

    private static EvaluationSettings SettingsOf(ResultSet results, Scenario scenario) =>
        EvaluationSettings.Of(scenario) with { Components = results.Components };

    private async IAsyncEnumerable<MachineSeries> SeriesAsync(
        ResultSet results, Scenario scenario, IReadOnlyCollection<string>? machines, long failuresKnownUntil,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var settings = SettingsOf(results, scenario);
        await foreach (var some in predictions.ReadAsync(results.Name, machines, DateTime.MinValue, DateTime.MaxValue, cancellation)
            .ByMachine(cancellation).Chunk(MachinesAtOnce).WithCancellation(cancellation))
        {
            var became = await events.ReadAsync(
                results.Dataset, scenario, [.. some.Select(rows => rows[0].Machine)], DateTime.MaxValue, DateTime.MaxValue,
                cancellation);
            foreach (var (rows, events) in some.Zip(became))
                yield return new MachineSeries(rows, MachineOutcomes.Of(events, rows, results, failuresKnownUntil), settings);
        }
    }
}

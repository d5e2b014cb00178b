using System.Collections.Concurrent;
using System.Globalization;
using MassTransit;
using Presage.Contracts;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Ingestion.Streaming;

/// <summary>
/// Asks for scoring when a grid point of a data set has passed. The run's id follows from data set and point, so that it is one run however often, and by however many
/// processes, it is asked for.
/// </summary>
internal sealed class LiveScoring(IDataSets datasets, IModels models, IRuns runs, StreamingOptions options)
{
    private readonly ConcurrentDictionary<string, GridWatch> _watches = new();

    /// <param name="context">What is being consumed. It must not be acknowledged before this returns; then a crash in between changes nothing.</param>
    /// <param name="batches">Readings that are in the store by now.</param>
    public async Task AnnounceAsync(ConsumeContext context, string dataset, Scenario scenario, IReadOnlyList<TelemetryBatch> batches)
    {
        if (!options.Scoring || batches.Count == 0)
            return;

        var cancellation = context.CancellationToken;
        var grid = UnixTime.FromTimeSpan(scenario.Features.Grid);
        if (!_watches.TryGetValue(dataset, out var watch))
            watch = _watches.GetOrAdd(dataset, await BeginAsync(dataset, grid, cancellation));

        var due = watch.Due([.. batches.SelectMany(batch => batch.Times)]);
        if (due.Count == 0)
            return;

        if (await models.FindAsync(dataset, null, cancellation) is not null)
            foreach (var point in due)
                await context.PublishOnceAsync(
                    new StartScoring(RunOf(dataset, point), dataset, UnixTime.ToDateTime(point - grid), UnixTime.ToDateTime(point), options.ResultsOf(dataset)));

        watch.Announce(due);
    }

    /// <summary>Goes on from the last point that was ever asked for; without one from the latest that has passed.</summary>
    private async Task<GridWatch> BeginAsync(string dataset, long grid, CancellationToken cancellation)
    {
        var grace = UnixTime.FromTimeSpan(options.Grace);
        var latest = UnixTime.FromDateTime((await datasets.ExtentsAsync(dataset, cancellation))["telemetry"].Last);
        var passed = GridWatch.PassedBy(latest, grid, grace);
        var announced = passed - grid;
        for (var point = passed; point > passed - (GridWatch.LookBack * grid); point -= grid)
        {
            if (await runs.FindAsync(RunOf(dataset, point), cancellation) is null)
                continue;

            announced = point;
            break;
        }

        return new GridWatch(grid, grace, latest, announced);
    }

    private static string RunOf(string dataset, long point) =>
        string.Create(CultureInfo.InvariantCulture, $"live-{dataset}-{UnixTime.ToDateTime(point):yyyyMMddHHmm}");
}

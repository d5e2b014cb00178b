using System.Collections.Concurrent;
using System.Globalization;
using MassTransit;
using Presage.Contracts;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Hosting.Messaging;
using Presage.Hosting.Runs;
using Presage.Ingestion.Streaming;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Ingestion.LiveScoring;

/// <summary>
/// Asks for scoring when a grid point of a data set has passed. The run's id follows from data set and point, so that it is one run however
/// often, and by however many processes, it is asked for.
/// </summary>
internal sealed class ScoringTrigger(IDataSets datasets, IModels models, IRuns runs, LiveScoringOptions options) : IReadingFollower
{
    private readonly ConcurrentDictionary<string, GridPoints> _points = new();

    public async Task FollowAsync(ConsumeContext context, string dataset, Scenario scenario, IReadOnlyList<TelemetryBatch> batches)
    {
        if (!options.Scoring || batches.Count == 0)
            return;

        var cancellation = context.CancellationToken;
        var grid = UnixTime.FromTimeSpan(scenario.Features.Grid);
        if (!_points.TryGetValue(dataset, out var points))
            points = _points.GetOrAdd(dataset, await BeginAsync(dataset, grid, cancellation));

        var due = points.Due([.. batches.SelectMany(batch => batch.Times)]);
        if (due.Count == 0)
            return;

        if (await models.FindAsync(dataset, null, cancellation) is not null)
            foreach (var point in due)
                await context.PublishOnceAsync(RequestOf(dataset, point - grid, point));

        points.Announce(due);
    }

    /// <summary>Goes on from the last point that was ever asked for; without one from the latest that has passed.</summary>
    private async Task<GridPoints> BeginAsync(string dataset, long grid, CancellationToken cancellation)
    {
        var grace = UnixTime.FromTimeSpan(options.Grace);
        var latest = UnixTime.FromDateTime((await datasets.ExtentsAsync(dataset, cancellation))["telemetry"].Last);
        var passed = GridPoints.PassedBy(latest, grid, grace);
        var announced = passed - grid;
        for (var point = passed; point > passed - (GridPoints.LookBack * grid); point -= grid)
        {
            if (await runs.FindAsync(RunOf(dataset, point), cancellation) is null)
                continue;

            announced = point;
            break;
        }

        return new GridPoints(grid, grace, latest, announced);
    }

    private StartScoring RequestOf(string dataset, long from, long to) =>
        new(RunOf(dataset, to), dataset, UnixTime.ToDateTime(from), UnixTime.ToDateTime(to), options.ResultsOf(dataset));

    private static string RunOf(string dataset, long point) =>
        string.Create(CultureInfo.InvariantCulture, $"live-{dataset}-{UnixTime.ToDateTime(point):yyyyMMddHHmm}");
}

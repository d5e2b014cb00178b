using System.Collections.Concurrent;
using System.Globalization;
using MassTransit;
using Presage.Contracts;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Hosting.Messaging;
using Presage.Ingestion.Streaming;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Ingestion.LiveScoring;

/// <summary>
/// Tells when points of the grid of a data set have passed; jobs score what is theirs. The message's id follows from data set and points,
/// and whoever hears of a point again, from this process or another, knows it.
/// </summary>
internal sealed class GridPointNews(IDataSets datasets, LiveScoringOptions options, SchedulerWatch watch) : IReadingFollower
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
        if (due.Count > 0)
        {
            foreach (var (first, last) in GridPoints.Together(due, grid))
                await PublishAsync(
                    context, new(dataset, UnixTime.ToDateTime(first - grid), UnixTime.ToDateTime(last)), cancellation);

            points.Announce(due);
            watch.Expect();
        }

        await watch.LookAsync(cancellation);
    }

    /// <summary>
    /// Begins with the latest point that has passed, also when another process has told of it: a job takes what lies between it and the
    /// last point that it has heard of along.
    /// </summary>
    private async Task<GridPoints> BeginAsync(string dataset, long grid, CancellationToken cancellation)
    {
        var grace = UnixTime.FromTimeSpan(options.Grace);
        var latest = UnixTime.FromDateTime((await datasets.ExtentsAsync(dataset, cancellation))["telemetry"].Last);
        return new GridPoints(grid, grace, latest, GridPoints.PassedBy(latest, grid, grace) - grid);
    }

    private static Task PublishAsync(ConsumeContext context, GridPointPassed passed, CancellationToken cancellation)
    {
        var points = string.Create(CultureInfo.InvariantCulture, $"{passed.From:O} {passed.Point:O}");
        var id = MessageIds.Of(passed.Dataset, nameof(GridPointPassed), points);
        return PublishTimeout.LimitAsync(patience => context.Publish(passed, publish => publish.MessageId = id, patience), cancellation);
    }
}

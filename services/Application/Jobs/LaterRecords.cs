using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>When the newest record of a stretch of a data set became known, and when records of it were last taken back.</summary>
internal sealed class LaterRecords(ITelemetry telemetry, IEvents events, IRuns runs, DataSetCatalog datasets)
{
    private const int PageSize = 200;

    private static readonly EventKind[] s_kinds = Enum.GetValues<EventKind>();

    /// <summary>Looks once at everything in (edges[0], edges[^1]].</summary>
    /// <param name="edges">Ascending, at least two; the stretches that are asked for begin and end at them.</param>
    /// <returns>Null when there is no such data set any more.</returns>
    public async Task<KnownTimes?> ReadAsync(string dataset, IReadOnlyList<DateTime> edges, CancellationToken cancellation)
    {
        if (await datasets.FindScenarioAsync(dataset, cancellation) is not { } scenario)
            return null;

        var known = new KnownTimes(edges, await EndsAsync(dataset, cancellation));
        var machines = (await telemetry.MachinesAsync(dataset, cancellation)).Select(machine => machine.Machine).ToList();
        var readings = telemetry.ReadAsync(
            dataset, machines, scenario.Sensors.Count, edges[0], edges[^1], DateTime.MaxValue, cancellation);
        await foreach (var batch in readings)
            for (var reading = 0; reading < batch.Count; reading++)
                known.Add(UnixTime.ToDateTime(batch.Times[reading]), UnixTime.ToDateTime(batch.Known[reading]));

        foreach (var kind in s_kinds)
            foreach (var record in await events.ReadAsync(dataset, kind, null, edges[0], edges[^1], DateTime.MaxValue, cancellation))
                known.Add(record.Time, record.Known);

        foreach (var run in await AllAsync(new RunQuery(RunKinds.Retract, RunState.Succeeded, dataset), cancellation))
            if (Json.Read<Retraction>(run.Request) is var taken)
                known.AddRetraction(taken.From ?? DateTime.MinValue, taken.To ?? DateTime.MaxValue, run.StartedAt);

        return known;
    }

    /// <summary>
    /// When ingestions ended, by their knowledge times: what one has stored may have been there only then, though it counts as known from
    /// its beginning on.
    /// </summary>
    private async Task<Dictionary<DateTime, DateTime>> EndsAsync(string dataset, CancellationToken cancellation)
    {
        var ends = new Dictionary<DateTime, DateTime>();
        foreach (var run in await AllAsync(new RunQuery(RunKinds.Ingest, null, dataset), cancellation))
            ends[run.StartedAt] = run.EndedAt ?? DateTime.MaxValue;

        return ends;
    }

    private async Task<List<Run>> AllAsync(RunQuery query, CancellationToken cancellation)
    {
        var found = new List<Run>();
        for (RunKey? after = null; ;)
        {
            var page = await runs.ListAsync(query, after, PageSize, cancellation);
            found.AddRange(page);
            if (page.Count < PageSize)
                return found;

            after = page[^1].Place;
        }
    }
}

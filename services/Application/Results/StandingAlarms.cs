using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Hosting.DataSets;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Application.Results;

/// <summary>
/// Finds when the alarm was raised that stands at a prediction. As a rule that was a few days before, so that a machine's long history need
/// not be read.
/// </summary>
internal sealed class StandingAlarms(IPredictions predictions, MachineEventsReader events, DataSetCatalog catalog, TimeProvider clock)
{
    private static readonly TimeSpan[] LookBacks = [TimeSpan.FromDays(8), TimeSpan.FromDays(64)];

    /// <param name="prediction">At or above the threshold of the component.</param>
    /// <param name="component">Position.</param>
    public async Task<DateTime> SinceAsync(ResultSet results, Prediction prediction, int component, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var became = await catalog.FindScenarioAsync(results.Dataset, cancellation) is { } scenario
            ? await events.ReadAsync(results.Dataset, scenario, prediction.Machine, prediction.Time, now, cancellation)
            : null;
        var repairs = became is null ? [] : AlarmRule.Repairs(became.Replacements[component], became.Failures[component]);
        foreach (var lookBack in LookBacks)
        {
            // Whatever was before: an alarm that is raised although one was open already when the rows begin, is raised by these rows.
            var rows = await RowsAsync(results, prediction, prediction.Time - lookBack, cancellation);
            var open = AlarmEpisode.OpenSince(UnixTime.FromDateTime(rows[0].Time) - 1);
            if (LastOf(rows, component, repairs, open) is { IsNew: true } raised)
                return UnixTime.ToDateTime(raised.Raised);
        }

        var all = await RowsAsync(results, prediction, DateTime.MinValue, cancellation);
        return UnixTime.ToDateTime(LastOf(all, component, repairs, null).Raised);
    }

    private async Task<List<Prediction>> RowsAsync(ResultSet results, Prediction last, DateTime from, CancellationToken cancellation) =>
        await predictions.ReadAsync(results.Name, [last.Machine], from, last.Time, cancellation).ToListAsync(cancellation);

    private static AlarmEpisode LastOf(List<Prediction> rows, int component, long[] repairs, AlarmEpisode? open) => AlarmRule.Raise(
        [.. rows.Select(row => UnixTime.FromDateTime(row.Time))],
        [.. rows.Select(row => row.Probabilities[component])],
        [.. rows.Select(row => row.Thresholds[component])],
        repairs,
        open)[^1];
}

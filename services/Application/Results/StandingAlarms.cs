using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;
using Presage.Engine.Selection;
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

    /// <param name="component">Position.</param>
    /// <returns>Null when none stands.</returns>
    public async Task<DateTime?> SinceAsync(ResultSet results, Prediction prediction, int component, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var scenario = await catalog.FindScenarioAsync(results.Dataset, cancellation);
        var settings = scenario?.Alarms ?? AlarmSettings.Default;
        var became = scenario is null
            ? Nothing(results, prediction.Machine)
            : await events.ReadAsync(results.Dataset, scenario, prediction.Machine, prediction.Time, now, cancellation);
        foreach (var lookBack in LookBacks)
        {
            // Whatever was before: what these rows raise, or end, although an alarm was open when they begin is raised, or ended, anyway.
            var rows = await RowsAsync(results, prediction, prediction.Time - lookBack, cancellation);
            var open = AlarmEpisode.OpenSince(UnixTime.FromDateTime(rows[0].Time) - 1);
            var standing = StandingOf(results, became, rows, component, settings, open);
            if (standing is not { IsNew: false })
                return Raised(standing);
        }

        var all = await RowsAsync(results, prediction, DateTime.MinValue, cancellation);
        return Raised(StandingOf(results, became, all, component, settings, null));
    }

    /// <summary>What is known of a machine whose data set was deleted.</summary>
    private static MachineEvents Nothing(ResultSet results, string machine)
    {
        long[][] none = [.. results.Components.Select(_ => Array.Empty<long>())];
        return new MachineEvents(machine, none, none, ObservedPeriods.Always);
    }

    private static DateTime? Raised(AlarmEpisode? alarm) => alarm is { } standing ? UnixTime.ToDateTime(standing.Raised) : null;

    private async Task<List<Prediction>> RowsAsync(ResultSet results, Prediction last, DateTime from, CancellationToken cancellation) =>
        await predictions.ReadAsync(results.Name, [last.Machine], from, last.Time, cancellation).ToListAsync(cancellation);

    private static AlarmEpisode? StandingOf(
        ResultSet results, MachineEvents became, List<Prediction> rows, int component, AlarmSettings settings, AlarmEpisode? open) =>
        MachineOutcomes.Of(became, rows, results, UnixTime.FromDateTime(rows[^1].Time)).Standing(component, settings, open);
}

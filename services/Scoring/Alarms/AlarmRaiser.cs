using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Scoring.Alarms;

/// <summary>
/// Raises alarms from the predictions of a range: each once, until the machine recovers or is repaired. What was raised before the range is carried on from the stored
/// predictions since. When a range is scored again with other inputs its alarms are found anew; those that were raised stay, and are not raised again. Ranges after it
/// are left as they are.
/// </summary>
public sealed class AlarmRaiser(IAlarms alarms, IPredictions predictions, MachineEventsReader events)
{
    /// <param name="rows">The predictions of one machine in the range.</param>
    /// <param name="explain">Reasons for the probability of a component in one of the rows, both by position.</param>
    /// <returns>The alarms of the machine that the run has raised, also in earlier attempts.</returns>
    public async Task<IReadOnlyList<Alarm>> RaiseAsync(
        ResultSet results, RunPlan plan, string run, ArraySegment<Prediction> rows, Func<int, int, IReadOnlyList<string>> explain,
        CancellationToken cancellation)
    {
        var machine = rows[0].Machine;
        var known = await alarms.ReadAsync(results.Name, machine, cancellation);
        if (!rows.Any(row => Risk.Of(row.Probabilities, row.Thresholds).IsAtRisk))
            return Of(run, known);

        var became = await events.ReadAsync(plan.Dataset, results.Components, machine, plan.To, plan.AsOf, cancellation);
        var raised = new List<Alarm>();
        foreach (var (component, name) in results.Components.Index())
        {
            var before = known.Where(alarm => alarm.Component == name && alarm.Time <= plan.To).Select(alarm => alarm.Time).Order().ToList();
            var earlier = await EarlierAsync(results.Name, machine, before, plan.From, cancellation);
            Prediction[] all = [.. earlier, .. rows];
            var repairs = AlarmRule.Repairs(became.Replacements[component], became.Failures[component]);
            var positions = NewAlarms.Of(
                [.. all.Select(row => UnixTime.FromDateTime(row.Time))],
                [.. all.Select(row => row.Probabilities[component])],
                [.. all.Select(row => row.Thresholds[component])],
                repairs,
                [.. before.Select(UnixTime.FromDateTime)],
                UnixTime.FromDateTime(plan.From));
            raised.AddRange(positions.Select(position => AlarmOf(results.Name, all[position], component, name, explain(position - earlier.Count, component))));
        }

        if (raised.Count == 0)
            return Of(run, known);

        // Another process may be at the same slice, and have added some of them first: they are the run's all the same.
        await alarms.AddAsync(raised, cancellation);
        return Of(run, await alarms.ReadAsync(results.Name, machine, cancellation));
    }

    private static IReadOnlyList<Alarm> Of(string run, IEnumerable<Alarm> alarms) => [.. alarms.Where(alarm => alarm.Run == run)];

    /// <summary>Stored rows from the last alarm before the range up to the range; none when there was no alarm.</summary>
    private async Task<List<Prediction>> EarlierAsync(
        string results, string machine, List<DateTime> before, DateTime from, CancellationToken cancellation)
    {
        var rows = new List<Prediction>();
        if (!before.Exists(time => time <= from))
            return rows;

        await foreach (var row in predictions.ReadAsync(results, machine, before.FindLast(time => time <= from), from, cancellation))
            rows.Add(row);

        return rows;
    }

    private static Alarm AlarmOf(string results, Prediction row, int component, string name, IReadOnlyList<string> reasons) => new(
        AlarmIds.Of(results, row.Machine, name, row.Time), results, row.Machine, name, row.Time, row.Probabilities[component], row.Thresholds[component],
        reasons, row.Run);
}

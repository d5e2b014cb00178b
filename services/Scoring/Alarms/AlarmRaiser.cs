using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Scoring.Alarms;

/// <summary>
/// Raises alarms from the predictions of a range: each once, until the machine recovers or is repaired. What was raised before the range is
/// carried on from the stored predictions since. When a range is scored again with other inputs its alarms are found anew; those that were
/// raised stay, and are not raised again. Ranges after it are left as they are. An alarm that the rows up to the end of the range let end
/// is stored as ended.
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
        var known = await alarms.ReadAsync(results.Name, rows[0].Machine, cancellation);
        var isAtRisk = rows.Any(row => Risk.Of(row.Probabilities, row.Thresholds).IsAtRisk);
        if (!isAtRisk && !known.Any(alarm => AlarmEnds.IsTold(alarm, plan.From, plan.To)))
            return Of(run, known);

        var became = await events.ReadAsync(plan.Dataset, results.Components, rows[0].Machine, plan.To, plan.AsOf, cancellation);
        long[][] repairs = [.. results.Components.Select(
            (_, component) => AlarmRule.Repairs(became.Replacements[component], became.Failures[component]))];
        if (isAtRisk)
            known = await AddNewAsync(results, plan, known, rows, repairs, explain, cancellation);

        await EndAsync(results, plan, known, rows, repairs, cancellation);
        return Of(run, known);
    }

    /// <returns>All alarms of the machine.</returns>
    private async Task<IReadOnlyList<Alarm>> AddNewAsync(
        ResultSet results, RunPlan plan, IReadOnlyList<Alarm> known, ArraySegment<Prediction> rows, long[][] repairs,
        Func<int, int, IReadOnlyList<string>> explain, CancellationToken cancellation)
    {
        var machine = rows[0].Machine;
        var raised = new List<Alarm>();
        foreach (var (component, name) in results.Components.Index())
        {
            var before = known.Where(alarm => alarm.Component == name && alarm.Time <= plan.To).Select(alarm => alarm.Time)
                .Order().ToList();
            DateTime? last = before.Exists(time => time <= plan.From) ? before.FindLast(time => time <= plan.From) : null;
            var earlier = await EarlierAsync(results.Name, machine, last, plan.From, cancellation);
            Prediction[] all = [.. earlier, .. rows];
            var positions = NewAlarms.Of(
                [.. all.Select(row => UnixTime.FromDateTime(row.Time))],
                [.. all.Select(row => row.Probabilities[component])],
                [.. all.Select(row => row.Thresholds[component])],
                repairs[component],
                [.. before.Select(UnixTime.FromDateTime)],
                UnixTime.FromDateTime(plan.From));
            raised.AddRange(positions.Select(
                position => AlarmOf(results.Name, all[position], component, name, explain(position - earlier.Count, component))));
        }

        if (raised.Count == 0)
            return known;

        // Another process may be at the same slice, and have added some of them first: they are the run's all the same.
        await alarms.AddAsync(raised, cancellation);
        return await alarms.ReadAsync(results.Name, machine, cancellation);
    }

    /// <summary>Stores when alarms ended. Doing it again finds the same, so that what is delivered twice changes nothing.</summary>
    private async Task EndAsync(
        ResultSet results, RunPlan plan, IReadOnlyList<Alarm> known, ArraySegment<Prediction> rows, long[][] repairs,
        CancellationToken cancellation)
    {
        var told = known.Where(alarm => AlarmEnds.IsTold(alarm, plan.From, plan.To)).ToList();
        if (told.Count == 0)
            return;

        var first = told.Min(alarm => alarm.Time);
        Prediction[] since = [.. await EarlierAsync(results.Name, rows[0].Machine, first, plan.From, cancellation), .. rows];
        var changed = results.Components.Index().SelectMany(component => AlarmEnds.Changed(
            [.. known.Where(alarm => alarm.Component == component.Item).OrderBy(alarm => alarm.Time)], since, component.Index,
            repairs[component.Index],
            plan.From, plan.To)).ToList();
        if (changed.Count > 0)
            await alarms.UpdateEndsAsync(changed, cancellation);
    }

    private static IReadOnlyList<Alarm> Of(string run, IEnumerable<Alarm> alarms) => [.. alarms.Where(alarm => alarm.Run == run)];

    /// <summary>Stored rows after a moment, up to the range; none when there is no such moment.</summary>
    private async Task<List<Prediction>> EarlierAsync(
        string results, string machine, DateTime? since, DateTime from, CancellationToken cancellation) =>
        since < from ? await predictions.ReadAsync(results, machine, since.Value, from, cancellation).ToListAsync(cancellation) : [];

    private static Alarm AlarmOf(string results, Prediction row, int component, string name, IReadOnlyList<string> reasons) => new(
        AlarmIds.Of(results, row.Machine, name, row.Time), results, row.Machine, name, row.Time, row.Probabilities[component],
        row.Thresholds[component],
        reasons, row.Run);
}

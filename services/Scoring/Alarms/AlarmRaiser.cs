using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Scenarios;
using Presage.Hosting.DataSets;
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
public sealed class AlarmRaiser(IAlarms alarms, IPredictions predictions, MachineEventsReader events, DataSetCatalog catalog)
{
    /// <param name="machines">The predictions of each machine in the range, parts of one array.</param>
    /// <param name="explain">Reasons for the probability of a component in one of the rows, both by position; rows in that array.</param>
    /// <returns>The alarms of the machines that the run has raised, also in earlier attempts.</returns>
    public async Task<IReadOnlyList<Alarm>> RaiseAsync(
        ResultSet results, RunPlan plan, string run, IReadOnlyList<ArraySegment<Prediction>> machines,
        Func<int, int, IReadOnlyList<string>> explain, CancellationToken cancellation)
    {
        var known = await KnownAsync(results, machines, cancellation);
        var open = machines.Where(rows => IsAtRisk(rows) || known[rows[0].Machine].Any(alarm => IsTold(alarm, plan))).ToList();
        if (open.Count > 0)
        {
            var (_, scenario) = await catalog.GetAsync(plan.Dataset, plan.AsOf, cancellation);
            var interruptions = await InterruptionsAsync(results, plan, scenario, open, cancellation);
            if (await AddNewAsync(results, plan, known, open, scenario, interruptions, explain, cancellation))
                known = await KnownAsync(results, machines, cancellation);

            await EndAsync(results, plan, known, open, scenario.Alarms, interruptions, cancellation);
        }

        return [.. machines.SelectMany(rows => known[rows[0].Machine]).Where(alarm => alarm.Run == run)];
    }

    private static bool IsAtRisk(IEnumerable<Prediction> rows) => rows.Any(row => Risk.Of(row.Probabilities, row.Thresholds).IsAtRisk);

    private static bool IsTold(Alarm alarm, RunPlan plan) => AlarmEnds.IsTold(alarm, plan.From, plan.To);

    private async Task<ILookup<string, Alarm>> KnownAsync(
        ResultSet results, IReadOnlyList<ArraySegment<Prediction>> machines, CancellationToken cancellation) =>
        (await alarms.ReadAsync(results.Name, [.. machines.Select(rows => rows[0].Machine)], cancellation))
        .ToLookup(alarm => alarm.Machine);

    /// <summary>What ends alarms besides the rows; of each machine, [component].</summary>
    private async Task<Dictionary<string, Interruptions[]>> InterruptionsAsync(
        ResultSet results, RunPlan plan, Scenario scenario, IEnumerable<ArraySegment<Prediction>> machines, CancellationToken cancellation)
    {
        var became = await events.ReadAsync(
            plan.Dataset, scenario, machines.Select(rows => rows[0].Machine).ToList(), plan.To, plan.AsOf, cancellation);
        return became.ToDictionary(
            machine => machine.Machine,
            machine => results.Components
                .Select((_, component) => Interruptions.Of(machine.Replacements[component], machine.Failures[component], machine.Observed))
                .ToArray());
    }

    /// <returns>Whether there were any.</returns>
    private async Task<bool> AddNewAsync(
        ResultSet results, RunPlan plan, ILookup<string, Alarm> known, IEnumerable<ArraySegment<Prediction>> machines,
        Scenario scenario, Dictionary<string, Interruptions[]> interruptions, Func<int, int, IReadOnlyList<string>> explain,
        CancellationToken cancellation)
    {
        var raised = new List<Alarm>();
        foreach (var rows in machines.Where(rows => IsAtRisk(rows)))
        {
            var before = known[rows[0].Machine].Where(alarm => alarm.Time <= plan.To).ToList();
            var needed = await FirstDelayedAsync(results, rows, plan.From, scenario, cancellation);
            var earlier = await EarlierAsync(results, rows, Earliest(FirstNeeded(before, plan.From), needed), plan.From, cancellation);
            foreach (var (component, name) in results.Components.Index())
                raised.AddRange(NewOf(
                    results, plan, [.. before.Where(alarm => alarm.Component == name).Select(alarm => alarm.Time).Order()], earlier, rows,
                    component, interruptions[rows[0].Machine][component], scenario.Alarms, explain));
        }

        // Another process may be at the same slice, and have added some of them first: they are the run's all the same.
        if (raised.Count > 0)
            await alarms.AddAsync(raised, cancellation);

        return raised.Count > 0;
    }

    /// <summary>When the earliest of those alarms was raised that are their components' last before the range; null for none.</summary>
    private static DateTime? FirstNeeded(IEnumerable<Alarm> before, DateTime from) => before.Where(alarm => alarm.Time <= from)
        .GroupBy(alarm => alarm.Component, (_, some) => (DateTime?)some.Max(alarm => alarm.Time)).Min();

    /// <summary>
    /// A moment since when there are as many rows before the range as a delayed alarm looks back on; null when alarms are not delayed.
    /// </summary>
    private async Task<DateTime?> FirstDelayedAsync(
        ResultSet results, ArraySegment<Prediction> rows, DateTime from, Scenario scenario, CancellationToken cancellation)
    {
        var needed = scenario.Alarms.OnDelay - 1;
        for (var lookBack = scenario.Features.Grid * needed * 2; needed > 0 && lookBack < from - DateTime.MinValue; lookBack *= 8)
        {
            if ((await EarlierAsync(results, rows, from - lookBack, from, cancellation)).Count >= needed)
                return from - lookBack;
        }

        return needed > 0 ? DateTime.MinValue : null;
    }

    private static DateTime? Earliest(DateTime? one, DateTime? other) => one < other ? one : other ?? one;

    private static IEnumerable<Alarm> NewOf(
        ResultSet results, RunPlan plan, List<DateTime> before, List<Prediction> earlier, ArraySegment<Prediction> rows, int component,
        Interruptions interruptions, AlarmSettings settings, Func<int, int, IReadOnlyList<string>> explain)
    {
        Prediction[] since = before.Exists(time => time <= plan.From)
            ? [.. earlier.Where(row => row.Time > before.FindLast(time => time <= plan.From))]
            : [.. earlier.TakeLast(settings.OnDelay - 1)];
        Prediction[] all = [.. since, .. rows];
        var positions = NewAlarms.Of(
            [.. all.Select(row => UnixTime.FromDateTime(row.Time))],
            [.. all.Select(row => row.Probabilities[component])],
            [.. all.Select(row => row.Thresholds[component])],
            interruptions,
            settings,
            [.. before.Select(UnixTime.FromDateTime)],
            UnixTime.FromDateTime(plan.From));
        return positions.Select(position => AlarmOf(
            results, all[position], component, explain(rows.Offset + position - since.Length, component)));
    }

    /// <summary>Stores when alarms ended. Doing it again finds the same, so that what is delivered twice changes nothing.</summary>
    private async Task EndAsync(
        ResultSet results, RunPlan plan, ILookup<string, Alarm> known, IEnumerable<ArraySegment<Prediction>> machines,
        AlarmSettings settings, Dictionary<string, Interruptions[]> interruptions, CancellationToken cancellation)
    {
        var changed = new List<Alarm>();
        foreach (var rows in machines)
        {
            var all = known[rows[0].Machine].ToList();
            if (!all.Exists(alarm => IsTold(alarm, plan)))
                continue;

            var first = all.Where(alarm => IsTold(alarm, plan)).Min(alarm => alarm.Time);
            Prediction[] since = [.. await EarlierAsync(results, rows, first, plan.From, cancellation), .. rows];
            changed.AddRange(results.Components.Index().SelectMany(component => AlarmEnds.Changed(
                [.. all.Where(alarm => alarm.Component == component.Item).OrderBy(alarm => alarm.Time)], since, component.Index,
                interruptions[rows[0].Machine][component.Index], settings, plan.From, plan.To)));
        }

        if (changed.Count > 0)
            await alarms.UpdateEndsAsync(changed, cancellation);
    }

    /// <summary>Stored rows of the machine after a moment, up to the range; none when there is no such moment.</summary>
    private async Task<List<Prediction>> EarlierAsync(
        ResultSet results, ArraySegment<Prediction> rows, DateTime? since, DateTime from, CancellationToken cancellation) =>
        since < from
            ? await predictions.ReadAsync(results.Name, [rows[0].Machine], since.Value, from, cancellation).ToListAsync(cancellation)
            : [];

    private static Alarm AlarmOf(ResultSet results, Prediction row, int component, IReadOnlyList<string> reasons)
    {
        var name = results.Components[component];
        return new(
            AlarmIds.Of(results.Name, row.Machine, name, row.Time), results.Name, row.Machine, name, row.Time,
            row.Probabilities[component], row.Thresholds[component], reasons, row.Run);
    }
}

using System.Globalization;
using Presage.Engine.Features;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Reconciliation;

/// <summary>Holds the records of a data set against each other: what people mistake most often shows nowhere else.</summary>
public static class Reconciler
{
    private const int Shown = 5;
    private const int ShownInputs = 2;

    /// <summary>Fewer events a machine say nothing of one that has none.</summary>
    private const double TellingEvents = 5;

    /// <summary>Failures that follow each other within this time are hardly two: nothing is repaired and fails again so soon.</summary>
    private static readonly TimeSpan s_repair = TimeSpan.FromHours(24);

    /// <param name="columns">Inputs that are to be learnt from, to say which of them are empty; null when nothing is learnt.</param>
    /// <returns>Empty where there are no readings: then not everything has come yet.</returns>
    public static IReadOnlyList<Finding> Of(Scenario scenario, RecordsAtHand records, IReadOnlyList<FeatureColumn>? columns = null) =>
        records.Readings.Count == 0
            ? []
            :
            [
                .. Strangers(records),
                .. Missing(records),
                .. Undelivered(scenario, records, columns),
                .. Repeated(records.Failures),
                .. Eventless(records),
            ];

    /// <summary>
    /// Such as <c>19 of 36 failures name machines 1, 3, 5 that have no readings (are 001, 003, 005 meant?)</c>; those of which nobody knows
    /// what they mean are told together.
    /// </summary>
    private static IEnumerable<Finding> Strangers(RecordsAtHand records)
    {
        var known = new MachineIds(records.Readings.Keys);
        var (unknown, unknownEvents) = (new HashSet<string>(), 0L);
        foreach (var events in records.Events)
        {
            var strangers = events.Counts.Where(count => !records.Readings.ContainsKey(count.Key))
                .Select(count => (Id: count.Key, count.Value, Nearest: known.Nearest(count.Key)))
                .OrderBy(stranger => stranger.Id.Length).ThenBy(stranger => stranger.Id, StringComparer.Ordinal)
                .ToList();
            var meant = strangers.Where(stranger => stranger.Nearest is not null).ToList();
            unknown.UnionWith(strangers.Except(meant).Select(stranger => stranger.Id));
            unknownEvents += strangers.Except(meant).Sum(stranger => stranger.Value);
            if (meant.Count > 0)
                yield return new Finding(
                    "events-without-readings",
                    $"{meant.Sum(stranger => stranger.Value):N0} of {events.Total:N0} {events.Kind} name "
                    + $"{(meant.Count == 1 ? "machine" : "machines")} {Listed([.. meant.Select(stranger => stranger.Id)])} that "
                    + $"{(meant.Count == 1 ? "has" : "have")} no readings ({(meant.Count == 1 ? "is" : "are")} "
                    + $"{Listed([.. meant.Select(stranger => stranger.Nearest!)])} meant?).");
        }

        if (unknown.Count > 0)
            yield return new Finding(
                "events-without-readings",
                $"{unknownEvents:N0} {(unknownEvents == 1 ? "event names" : "events name")} {unknown.Count:N0} "
                + $"{(unknown.Count == 1 ? "machine that has" : "machines that have")} no readings: "
                + $"{Listed([.. unknown.OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal)])}.");
    }

    private static IEnumerable<Finding> Missing(RecordsAtHand records)
    {
        HashSet<string> all = [.. records.Readings.Keys, .. records.Described, .. records.Events.SelectMany(events => events.Counts.Keys)];
        var missing = all.Where(id => MachineIds.LooksMissing(id, all)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
            yield break;

        var readings = missing.Sum(id => records.Readings.GetValueOrDefault(id));
        var events = missing.Sum(id => records.Events.Sum(kind => kind.Counts.GetValueOrDefault(id)));
        yield return new Finding(
            "machine-ids-missing",
            $"{(missing.Count == 1 ? "A machine is" : "Machines are")} called {Listed(missing)}, which looks like a missing id: "
            + $"{readings:N0} readings and {events:N0} events are theirs.");
    }

    private static IEnumerable<Finding> Undelivered(Scenario scenario, RecordsAtHand records, IReadOnlyList<FeatureColumn>? columns)
    {
        var files = scenario.RecordKinds;
        var kinds = new[] { ("errors", files.Errors), ("maintenance", files.Maintenance), ("failures", files.Failures) }
            .Where(kind => records.Events.All(events => events.Kind != kind.Item1 || events.Total == 0))
            .Append(("machines", records.Described.Count == 0 ? files.Machines : null))
            .Where(kind => kind.Item2 is not null)
            .Select(kind => (Name: kind.Item1, kind.Item2!.File))
            .ToList();
        if (kinds.Count == 0)
            yield break;

        var empty = kinds.Select(kind => (columns ?? []).Where(column => IsOf(kind.Name, column, scenario)).Select(column => column.Name))
            .Select(names => Listed([.. names], ShownInputs)).Where(names => names.Length > 0).ToList();
        yield return new Finding(
            "records-not-delivered",
            $"The scenario has {Joined([.. kinds.Select(kind => $"{kind.Name} ({kind.File}.csv)")])}, and none came"
            + (empty.Count == 0 ? "." : $": the inputs {Joined(empty)} say nothing."));
    }

    private static bool IsOf(string kind, FeatureColumn column, Scenario scenario) => kind switch
    {
        "errors" => column.Source == "errors",
        "maintenance" => scenario.Components.Contains(column.Source),
        "machines" => scenario.Attributes.Any(attribute => attribute.Name == column.Source),
        _ => false,
    };

    private static IEnumerable<Finding> Repeated(IReadOnlyList<FailureAtHand> failures)
    {
        var repeated = failures.GroupBy(failure => (failure.Machine, failure.Component))
            .SelectMany(same => same.OrderBy(failure => failure.Time).ToList() is var ordered
                ? ordered.Zip(ordered.Skip(1)).Where(pair => pair.Second.Time - pair.First.Time <= UnixTime.FromTimeSpan(s_repair))
                : [])
            .ToList();
        if (repeated.Count == 0)
            yield break;

        var (first, second) = repeated[0];
        yield return new Finding(
            "failures-repeated",
            $"{repeated.Count:N0} of {failures.Count:N0} failures follow one of the same machine and component within "
            + $"{s_repair.TotalHours:0} h, such as {first.Machine} {first.Component} {Text(first.Time)} and {Text(second.Time)}: "
            + "each may be one failure told several times.");
    }

    /// <summary>Were events to come by chance alone, as many machines without any would hardly be expected.</summary>
    private static IEnumerable<Finding> Eventless(RecordsAtHand records)
    {
        var counts = records.Readings.Keys.ToDictionary(id => id, id => records.Events.Sum(events => events.Counts.GetValueOrDefault(id)));
        var known = new MachineIds(records.Readings.Keys);
        var meant = records.Events.SelectMany(events => events.Counts.Keys).Distinct()
            .Where(id => !records.Readings.ContainsKey(id))
            .Select(known.Nearest)
            .ToHashSet();
        var without = counts.Where(count => count.Value == 0 && !meant.Contains(count.Key)).Select(count => count.Key).ToList();
        if (without.Count == 0 || without.Count * 2 > counts.Count)
            yield break;

        var mean = counts.Values.Where(count => count > 0).Average();
        var expected = counts.Count * Math.Exp(-mean);
        if (mean >= TellingEvents && without.Count > expected + 3 * Math.Sqrt(expected))
            yield return new Finding(
                "machines-without-events",
                $"{without.Count:N0} of {counts.Count:N0} machines with readings have no events at all ({Listed(without)}), while the "
                + $"others have {mean:N0} on average: did theirs come?");
    }

    private static string Text(long time) => UnixTime.ToDateTime(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Listed(List<string> names, int shown = Shown) =>
        string.Join(", ", names.Take(shown)) + (names.Count > shown ? $" ({names.Count - shown:N0} more)" : "");

    private static string Joined(List<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}

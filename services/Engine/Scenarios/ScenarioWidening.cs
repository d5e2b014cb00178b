using System.Globalization;

namespace Presage.Engine.Scenarios;

/// <summary>
/// What another scenario makes different for a data set. It may add what is new after what is there, allow more, and read or judge
/// otherwise; what is stored keeps its meaning.
/// </summary>
/// <param name="Changes">One line for each.</param>
/// <param name="Refusals">Why the data set cannot take it up, one line for each; empty when it can.</param>
public sealed record ScenarioWidening(IReadOnlyList<string> Changes, IReadOnlyList<string> Refusals)
{
    public bool IsAllowed => Refusals.Count == 0;

    public static ScenarioWidening Of(Scenario present, Scenario wider)
    {
        var (changes, refusals) = (new List<string>(), new List<string>());
        if (wider.EntityColumn != present.EntityColumn)
            refusals.Add($"machines are named by '{wider.EntityColumn}' and not by '{present.EntityColumn}'");
        if (wider.BlockPeriod != present.BlockPeriod)
            refusals.Add(
                $"sampling is {Of(wider.Sampling)} instead of {Of(present.Sampling)}, which would keep readings in other blocks");

        Add(
            changes, refusals, "sensor", [.. present.Sensors.Select(sensor => sensor.Name)],
            [.. wider.Sensors.Select(sensor => sensor.Name)]);
        Add(changes, refusals, "error type", present.Errors, wider.Errors);
        Add(changes, refusals, "component", present.Components, wider.Components);
        Add(
            changes, refusals, "attribute", [.. present.Attributes.Select(attribute => attribute.Name)],
            [.. wider.Attributes.Select(attribute => attribute.Name)]);
        AddKinds(changes, refusals, present.RecordKinds, wider.RecordKinds);
        foreach (var (before, after) in Pairs(present.Sensors, wider.Sensors, sensor => sensor.Name))
            AddSensor(changes, refusals, before, after);
        foreach (var (before, after) in Pairs(present.Attributes, wider.Attributes, attribute => attribute.Name))
            AddAttribute(changes, refusals, before, after);

        AddSettings(changes, present, wider);
        if (changes.Count == 0 && refusals.Count == 0 && present.Hash != wider.Hash)
            changes.Add("how files are read, texts for people or comments have changed");

        return new(changes, refusals);
    }

    /// <summary>What is added has to come last: places of names in the scenario are those of columns in the store and in models.</summary>
    private static void Add(
        List<string> changes, List<string> refusals, string what, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var gone = before.Except(after).ToList();
        refusals.AddRange(gone.Select(name => $"{what} {name} is missing"));
        if (gone.Count > 0)
            return;

        for (var i = 0; i < before.Count; i++)
            if (before[i] != after[i])
            {
                refusals.Add(
                    before.Contains(after[i])
                        ? $"{what} {after[i]} stands before {before[i]}, after which it came"
                        : $"{what} {after[i]} stands before {before[i]}: what is added has to come last");
                return;
            }

        changes.AddRange(after.Skip(before.Count).Select(name => $"{what} {name} added"));
    }

    private static void AddKinds(List<string> changes, List<string> refusals, RecordKindNames before, RecordKindNames after)
    {
        (string Name, RecordKindName? Before, RecordKindName? After)[] kinds =
        [
            ("errors", before.Errors, after.Errors), ("maintenance", before.Maintenance, after.Maintenance),
            ("machines", before.Machines, after.Machines),
        ];
        foreach (var (name, had, has) in kinds)
            if (had is not null && has is null)
                refusals.Add($"{name} are missing among the sources");
            else if (had is null && has is not null)
                changes.Add($"{name} added to the sources");
    }

    private static void AddSensor(List<string> changes, List<string> refusals, Sensor before, Sensor after)
    {
        AddRange(changes, refusals, before.Name, (before.Minimum, before.Maximum), (after.Minimum, after.Maximum));
        if (before.Unit != after.Unit)
            changes.Add(
                $"unit of {before.Name}: {Named(after.Unit)} instead of {Named(before.Unit)}; values that are stored stay as they are");
        if (before.Hold != after.Hold)
            changes.Add($"hold of {before.Name}: {Of(after.Hold)} instead of {Of(before.Hold)}");

        var names = after.Aliases.Except(before.Aliases).Select(alias => alias.Name).ToList();
        if (names.Count > 0)
            changes.Add($"aliases of {before.Name}: {string.Join(", ", names)}");
    }

    private static void AddAttribute(List<string> changes, List<string> refusals, MachineAttribute before, MachineAttribute after)
    {
        if (before.IsCategorical != after.IsCategorical)
            refusals.Add($"{before.Name} is {KindOf(after)} instead of {KindOf(before)}");
        else if (before.Categories is { } had && after.Categories is { } has)
        {
            var added = new List<string>();
            Add(added, refusals, $"category of {before.Name}:", had, has);
            changes.AddRange(has.Skip(had.Count).Where(_ => added.Count > 0).Select(name => $"category {name} added to {before.Name}"));
        }
        else
            AddRange(changes, refusals, before.Name, (before.Minimum, before.Maximum), (after.Minimum, after.Maximum));
    }

    private static void AddRange(
        List<string> changes, List<string> refusals, string name, (double Minimum, double Maximum) before,
        (double Minimum, double Maximum) after)
    {
        if (after == before)
            return;

        var words = $"range of {name}: {Of(after)} instead of {Of(before)}";
        if (after.Minimum > before.Minimum || after.Maximum < before.Maximum)
            refusals.Add($"{words} is narrower than what is stored");
        else
            changes.Add(words);
    }

    private static void AddSettings(List<string> changes, Scenario present, Scenario wider)
    {
        var (before, after) = (present.Features, wider.Features);
        changes.AddRange(after.Windows.Except(before.Windows).Select(window => $"window {Of(window)} added"));
        changes.AddRange(before.Windows.Except(after.Windows).Select(window => $"window {Of(window)} left out"));
        changes.AddRange(after.Aggregates.Except(before.Aggregates).Select(each => $"aggregate {Of(each)} added"));
        changes.AddRange(before.Aggregates.Except(after.Aggregates).Select(each => $"aggregate {Of(each)} left out"));
        AddTime(changes, "grid", before.Grid, after.Grid);
        AddTime(changes, "window of errors", before.ErrorWindow, after.ErrorWindow);
        AddTime(changes, "horizon", present.Horizon, wider.Horizon);
        AddTime(changes, "sampling", present.Sampling, wider.Sampling);
        if (present.Costs != wider.Costs)
            changes.Add("costs changed: thresholds of models that are there stay as they were chosen");
        if (present.Alarms != wider.Alarms)
            changes.Add("alarms are raised or recover otherwise");
        if (present.Observation != wider.Observation)
            changes.Add("machines are observed otherwise");
    }

    private static void AddTime(List<string> changes, string what, TimeSpan before, TimeSpan after)
    {
        if (before != after)
            changes.Add($"{what} {Of(after)} instead of {Of(before)}");
    }

    private static IEnumerable<(T Before, T After)> Pairs<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> nameOf)
        where T : class =>
        before.Select(item => (item, after.FirstOrDefault(other => nameOf(other) == nameOf(item))))
            .Where(pair => pair.Item2 is not null).Select(pair => (pair.item, pair.Item2!));

    private static string KindOf(MachineAttribute attribute) => attribute.IsCategorical ? "a category" : "a number";

    private static string Named(string unit) => unit.Length == 0 ? "none" : unit;

    private static string Of(Aggregate aggregate) => aggregate.ToString().ToLowerInvariant();

    private static string Of(TimeSpan time) => DurationText.InDays(time);

    private static string Of((double Minimum, double Maximum) range) =>
        string.Create(CultureInfo.InvariantCulture, $"[{range.Minimum}, {range.Maximum}]");
}

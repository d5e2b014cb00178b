using System.Globalization;
using Presage.Engine.Scenarios;
using Presage.Reporting.Statistics;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Reporting.Data;

/// <summary>Groups machines by each of their attributes.</summary>
public static class AttributeSummaries
{
    private const string Unknown = "unknown";
    private const double DaysPerYear = 365.25;
    private const int NumericGroups = 8;

    public static IReadOnlyList<AttributeSummary> Of(
        Scenario scenario, IReadOnlyList<Machine> machines, IReadOnlyList<MachineExtent> extents, EventCounters events)
    {
        var years = extents.ToDictionary(extent => extent.Machine, extent => (extent.Last - extent.First).TotalDays / DaysPerYear);
        var categories = scenario.Attributes.FirstOrDefault(attribute => attribute.IsCategorical);
        return
        [
            .. scenario.Attributes
                .Where(attribute => machines.Any(machine => machine.Attributes.ContainsKey(attribute.Name)))
                .Select(attribute => Summarize(attribute, attribute.IsCategorical ? null : categories)),
        ];

        AttributeSummary Summarize(MachineAttribute attribute, MachineAttribute? stacks)
        {
            var group = GroupOf(attribute, machines);
            return new AttributeSummary(
                attribute,
                [
                    .. machines
                        .GroupBy(group)
                        .OrderBy(members => members.Key.Order)
                        .Select(members => Count(members.Key.Name, [.. members], stacks)),
                ],
                stacks?.Categories ?? []);
        }

        AttributeGroup Count(string name, IReadOnlyList<Machine> members, MachineAttribute? stacks) => new(
            name,
            stacks is null ? [] : [.. stacks.Categories!.Select(
                category => members.LongCount(machine => machine.Attributes.GetValueOrDefault(stacks.Name) == category))],
            members.Count,
            members.Sum(machine => years.GetValueOrDefault(machine.Id)),
            members.Sum(machine => events.Of(EventKind.Error, machine.Id)),
            members.Sum(machine => events.Of(EventKind.Maintenance, machine.Id)),
            members.Sum(machine => events.Of(EventKind.Failure, machine.Id)));
    }

    private static Func<Machine, (int Order, string Name)> GroupOf(MachineAttribute attribute, IReadOnlyList<Machine> machines)
    {
        if (attribute.Categories is { } categories)
        {
            var positions = categories.Index().ToDictionary(category => category.Item, category => category.Index);
            return machine => positions.TryGetValue(Text(machine), out var position) ? (position, Text(machine)) : (int.MaxValue, Unknown);
        }

        var numbers = machines.Select(Number).Where(number => !double.IsNaN(number)).ToList();
        if (numbers.Count == 0)
            return _ => (int.MaxValue, Unknown);

        var bins = Bins.Rounded(numbers.Min(), numbers.Max(), NumericGroups);
        return machine => double.IsNaN(Number(machine)) ? (int.MaxValue, Unknown) : (
            bins.IndexOf(Number(machine)), Name(bins, bins.IndexOf(Number(machine))));

        string Text(Machine machine) => machine.Attributes.GetValueOrDefault(attribute.Name) ?? "";

        double Number(Machine machine) => double.TryParse(
            Text(machine), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }

    private static string Name(Bins bins, int bin) => string.Create(
        CultureInfo.InvariantCulture, $"{bins.EdgeAt(bin):0.####} to < {bins.EdgeAt(bin + 1):0.####}");
}

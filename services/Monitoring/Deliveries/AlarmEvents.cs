using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Presage.Connections.Definitions;
using Presage.Connections.Events;
using Presage.Contracts;
using Presage.Engine.Alarms;
using Presage.Engine.Scenarios;
using Presage.Hosting.DataSets;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Monitoring.Deliveries;

/// <summary>New alarms as connections are told of them.</summary>
public sealed class AlarmEvents(DataSetCatalog datasets, IMachines machines, StoreTime time)
{
    /// <summary>How long it is remembered what machines are like, while alarms come one after the other.</summary>
    private static readonly TimeSpan s_validity = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (DateTime At, Dictionary<string, Machine> Machines)> _machines = new();

    /// <param name="groups">Whether it matters what the machine is like.</param>
    public async Task<AlarmFacts> FactsAsync(FailurePredicted alarm, bool groups, CancellationToken cancellation)
    {
        var attributes = groups && (await MachinesAsync(alarm.Dataset, cancellation)).TryGetValue(alarm.Machine, out var machine)
            ? machine.Attributes
            : new Dictionary<string, string>();
        var costs = (await datasets.FindScenarioAsync(alarm.Dataset, cancellation))?.Costs;
        return new AlarmFacts(
            alarm.Dataset, alarm.Component, PriorityOf(alarm, costs), attributes,
            alarm.Time + TimeSpan.FromHours(alarm.HorizonHours) < await time.NowAsync(cancellation));
    }

    public static ConnectionEvent EventOf(FailurePredicted alarm, AlarmPriority priority)
    {
        var until = alarm.Time + TimeSpan.FromHours(alarm.HorizonHours);
        var (component, machine) = (alarm.Component, alarm.Machine);
        return new ConnectionEvent(
            alarm.AlarmId, $"/datasets/{Uri.EscapeDataString(alarm.Dataset)}", EventTypes.AlarmRaised, $"{machine}/{component}", alarm.Time,
            $"{component} of machine {machine} is expected to fail ({priority.ToString().ToLowerInvariant()})",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{component} of machine {machine} in data set {alarm.Dataset} is expected to fail by {until:yyyy-MM-dd HH:mm} UTC, with a "
                + $"probability of {alarm.Probability:P0}; alarms are raised from {alarm.Threshold:P0} on."),
            $"See to {component} of machine {machine} before {until:yyyy-MM-dd HH:mm} UTC; the alarm {alarm.AlarmId} has the reasons.",
            new JsonObject
            {
                ["priority"] = priority.ToString().ToLowerInvariant(),
                ["alarm"] = alarm.AlarmId,
                ["dataset"] = alarm.Dataset,
                ["results"] = alarm.Results,
                ["machine"] = machine,
                ["component"] = component,
                ["time"] = alarm.Time,
                ["until"] = until,
                ["probability"] = alarm.Probability,
                ["threshold"] = alarm.Threshold,
                ["horizonHours"] = alarm.HorizonHours,
                ["reasons"] = new JsonArray([.. alarm.Reasons.Select(reason => JsonValue.Create(reason))]),
                ["model"] = alarm.Model,
                ["version"] = alarm.Version,
                ["run"] = alarm.RunId,
            })
        {
            Priority = priority,
        };
    }

    /// <summary>What whoever raised it said; before they did so, what the costs say.</summary>
    private static AlarmPriority PriorityOf(FailurePredicted alarm, Costs? costs) =>
        Enum.TryParse<AlarmPriority>(alarm.Priority, ignoreCase: true, out var said) ? said
            : costs is null ? AlarmPriority.Low
            : AlarmPriorities.Of(alarm.Probability, costs);

    private async Task<Dictionary<string, Machine>> MachinesAsync(string dataset, CancellationToken cancellation)
    {
        var now = await time.NowAsync(cancellation);
        if (_machines.TryGetValue(dataset, out var known) && now - known.At < s_validity)
            return known.Machines;

        var read = (await machines.ListAsync(dataset, cancellation)).ToDictionary(machine => machine.Id);
        _machines[dataset] = (now, read);
        return read;
    }
}

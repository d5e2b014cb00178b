using Presage.Engine.Scenarios;
using Presage.Storage;

namespace Presage.Reporting.Data;

/// <summary>Counts all events of a data set.</summary>
public sealed class EventCountsReader(IEvents events)
{
    public async Task<EventCounters> ReadAsync(string dataset, Scenario scenario, CancellationToken cancellation)
    {
        var totals = new List<EventCount>();
        var byMachine = new Dictionary<EventKind, IReadOnlyDictionary<string, long>>();
        foreach (var kind in Enum.GetValues<EventKind>())
        {
            var records = await events.ReadAsync(
                dataset, kind, null, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, cancellation);
            var codes = kind == EventKind.Error ? scenario.Errors : scenario.Components;
            var counts = records.CountBy(record => record.Code).ToDictionary();
            if (records.Count > 0)
                totals.AddRange(codes
                    .Union(counts.Keys.Order(StringComparer.Ordinal))
                    .Select(code => new EventCount(kind, code, counts.GetValueOrDefault(code))));

            byMachine[kind] = records.CountBy(record => record.Machine).ToDictionary(pair => pair.Key, pair => (long)pair.Value);
        }

        return new EventCounters(totals, byMachine);
    }
}

/// <param name="Totals">By kind and code; kinds without records are left out.</param>
public sealed record EventCounters(
    IReadOnlyList<EventCount> Totals, IReadOnlyDictionary<EventKind, IReadOnlyDictionary<string, long>> ByMachine)
{
    public long Of(EventKind kind, string machine) => ByMachine[kind].GetValueOrDefault(machine);
}

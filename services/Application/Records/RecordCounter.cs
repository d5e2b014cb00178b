using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Storage;

namespace Presage.Application.Records;

/// <summary>Counts the records that a retraction would take back.</summary>
internal sealed class RecordCounter(ITelemetry telemetry, IEvents events, IMachines machines)
{
    public async Task<IReadOnlyList<RetractedRecords>> CountAsync(RetractionPlan plan, CancellationToken cancellation)
    {
        var counts = new List<RetractedRecords>();
        foreach (var kind in plan.Kinds.Distinct())
        {
            var records = 0L;
            foreach (var what in plan.Selections(kind))
                records += await CountAsync(plan, kind, what, cancellation);

            if (records > 0)
                counts.Add(new RetractedRecords(kind, records, IsAtMost(plan, kind)));
        }

        return counts;
    }

    /// <summary>What a file alone brought, and how often a machine was described, shows when it is taken back.</summary>
    private static bool IsAtMost(RetractionPlan plan, string kind) => plan.Runs is not null && kind != RecordKinds.Telemetry
        && (kind == RecordKinds.Machines || plan.Selections(kind).Any(what => what.Files is not null));

    private Task<long> CountAsync(RetractionPlan plan, string kind, RecordSelection what, CancellationToken cancellation) =>
        RecordKinds.EventKindOf(kind) is { } events ? EventsAsync(plan.Retraction.Dataset, events, what, cancellation)
        : kind == RecordKinds.Telemetry ? ReadingsAsync(plan.Retraction.Dataset, what, cancellation)
        : MachinesAsync(plan, what, cancellation);

    private async Task<long> EventsAsync(string dataset, EventKind kind, RecordSelection what, CancellationToken cancellation)
    {
        var records = await events.ReadAsync(
            dataset, kind, what.Machines, what.From ?? DateTime.MinValue, what.To ?? DateTime.MaxValue, DateTime.MaxValue, cancellation);
        return records.LongCount(record => (what.Known is null || record.Known == what.Known)
            && (what.Files is null || what.Files.Contains(record.File)));
    }

    private async Task<long> MachinesAsync(RetractionPlan plan, RecordSelection what, CancellationToken cancellation)
    {
        if (what is not { From: null, To: null } || !await machines.AreDescribedAsync(plan.Retraction.Dataset, cancellation))
            return 0;

        var described = await machines.ListAsync(plan.Retraction.Dataset, cancellation);
        var fitting = described.LongCount(machine => what.Machines is null || what.Machines.Contains(machine.Id));
        return plan.Runs?.FirstOrDefault(run => run.Run.StartedAt == what.Known) is not { } brought ? fitting
            : Math.Min(fitting, Described(brought.Run));
    }

    /// <summary>Machines of which a run said something new; any number where it did not come to say so.</summary>
    private static long Described(Run run) => run.Result is { } result
        ? Json.Read<IngestResult>(result).Sources.Where(source => source.Kind == RecordKinds.Machines)
            .Sum(source => source.Written + source.Replaced)
        : long.MaxValue;

    private async Task<long> ReadingsAsync(string dataset, RecordSelection what, CancellationToken cancellation)
    {
        if (what is not { From: null, To: null, Known: null })
            return await telemetry.CountAsync(dataset, what, cancellation);

        var wanted = what.Machines?.ToHashSet();
        return (await telemetry.MachinesAsync(dataset, cancellation))
            .Where(extent => wanted?.Contains(extent.Machine) != false).Sum(extent => extent.Readings);
    }
}

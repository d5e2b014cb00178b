using Presage.Engine.Scenarios;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Records;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Ingestion.Slices;

/// <summary>Makes the intake of a planned file.</summary>
internal sealed class TableIntakes(IMachines machines, IEvents events, ITelemetry telemetry)
{
    private const int InitialReadings = 1 << 14;

    public async Task<ITableIntake> OfAsync(
        PlannedFile file, int number, string dataset, Scenario scenario, DateTime known, CancellationToken cancellation)
    {
        var target = new IntakeTarget(dataset, scenario, known, await DescribedAsync(file.Kind, dataset, cancellation), number);
        return file.Kind switch
        {
            RecordKind.Machines => MachinesOf(target, file),
            RecordKind.Telemetry => ReadingsOf(target, file),
            RecordKind.Errors => EventsOf(target, file, scenario.Errors),
            _ => EventsOf(target, file, scenario.Components),
        };
    }

    private TableIntake<Machine> MachinesOf(IntakeTarget target, PlannedFile file)
    {
        var intake = new MachineIntake(target);
        return new(
            new CsvMachines(intake, file.Positions),
            intake,
            (taken, cancellation) => machines.UpsertAsync(target.Dataset, taken, cancellation));
    }

    private TableIntake<TelemetryBatch> ReadingsOf(IntakeTarget target, PlannedFile file)
    {
        var intake = new ReadingIntake(target, InitialReadings);
        return new(
            new CsvReadings(intake, file.Positions),
            intake,
            (taken, cancellation) => telemetry.MergeAsync(target.Dataset, target.Scenario.BlockPeriod, taken, cancellation));
    }

    private TableIntake<EventRecord> EventsOf(IntakeTarget target, PlannedFile file, IReadOnlyList<string> codes)
    {
        var kind = file.Kind.EventKind();
        var intake = new EventIntake(target, codes);
        return new(
            new CsvEvents(intake, file.Positions),
            intake,
            (taken, cancellation) => events.AddAsync(target.Dataset, kind, taken, cancellation));
    }

    /// <summary>The machines that records may be of; null when any may come.</summary>
    private async Task<IReadOnlyList<string>?> DescribedAsync(RecordKind kind, string dataset, CancellationToken cancellation) =>
        kind != RecordKind.Machines && await machines.AreDescribedAsync(dataset, cancellation)
            ? [.. (await machines.ListAsync(dataset, cancellation)).Select(machine => machine.Id)]
            : null;
}

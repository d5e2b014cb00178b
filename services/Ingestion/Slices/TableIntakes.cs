using Presage.Engine.Scenarios;
using Presage.Ingestion.Cells;
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
    private const int ReadingsOfSlice = 1 << 14;
    private const int ReadingsOfTrial = 1 << 8;

    public async Task<ITableIntake> OfAsync(
        PlannedFile file, int number, string dataset, Scenario scenario, DateTime known, CancellationToken cancellation)
    {
        var described = await DescribedAsync(file.Kind, dataset, cancellation);
        return Of(file, new IntakeTarget(dataset, scenario, known, described, number), ReadingsOfSlice);
    }

    /// <summary>One that is there to see what can be read: any machine may come, and nothing is stored.</summary>
    public ITableIntake ForTrial(PlannedFile file, string dataset, Scenario scenario, DateTime known) =>
        Of(file, new IntakeTarget(dataset, scenario, known, null), ReadingsOfTrial);

    /// <param name="readings">Readings to have room for at first.</param>
    private ITableIntake Of(PlannedFile planned, IntakeTarget target, int readings)
    {
        var scenario = target.Scenario;
        var table = RecordTable.Of(scenario).First(table => table.Kind == planned.Kind);
        var file = planned.FittedTo(table);
        var layout = file.Layout ?? TableLayout.Plain;
        return file.Kind switch
        {
            RecordKind.Machines => MachinesOf(target, file, layout, table),
            RecordKind.Telemetry => ReadingsOf(target, file, layout, readings),
            RecordKind.Errors => EventsOf(target, file, layout, scenario.RecordKinds.Errors, scenario.Errors),
            RecordKind.Maintenance => EventsOf(target, file, layout, scenario.RecordKinds.Maintenance, scenario.Components),
            _ => EventsOf(target, file, layout, scenario.RecordKinds.Failures, scenario.Components),
        };
    }

    private TableIntake<Machine> MachinesOf(IntakeTarget target, PlannedFile file, TableLayout layout, RecordTable table)
    {
        var intake = new MachineIntake(target);
        return new(
            new CsvMachines(intake, file.Positions, layout, table.Columns, new MissingCells(table.Reading.Missing)),
            intake,
            machine => machine.Id,
            (taken, cancellation) => machines.UpsertAsync(target.Dataset, taken, cancellation));
    }

    private TableIntake<TelemetryBatch> ReadingsOf(IntakeTarget target, PlannedFile file, TableLayout layout, int readings)
    {
        var intake = new ReadingIntake(target, readings);
        return new(
            RowsOf(intake, target.Scenario, file, layout),
            intake,
            batch => batch.Machine,
            (taken, cancellation) => telemetry.MergeAsync(target.Dataset, target.Scenario.BlockPeriod, taken, cancellation));
    }

    private static ICsvRecords RowsOf(ReadingIntake intake, Scenario scenario, PlannedFile file, TableLayout layout)
    {
        var missing = scenario.ReadingOf(scenario.RecordKinds.Telemetry).Missing;
        if (scenario.RecordKinds.Long is not null)
            return new CsvLongReadings(intake, file.Positions, layout, scenario.Sensors, missing);

        var numbers = scenario.Sensors.Select((sensor, index) => new NumberColumn(
            layout.Columns?[index] ?? new ColumnLayout(), new MissingCells([.. missing, .. sensor.Missing])));
        return new CsvReadings(intake, file.Positions, layout, [.. numbers]);
    }

    private TableIntake<EventRecord> EventsOf(
        IntakeTarget target, PlannedFile file, TableLayout layout, RecordKindName? name, IReadOnlyList<string> codes)
    {
        var kind = file.Kind.EventKind();
        var intake = new EventIntake(target, codes);
        return new(
            name is { Flags: { Count: > 0 } flags }
                ? new CsvFlags(intake, file.Positions, layout, flags)
                : new CsvEvents(intake, file.Positions, layout),
            intake,
            record => record.Machine,
            (taken, cancellation) => events.AddAsync(target.Dataset, kind, taken, cancellation));
    }

    /// <summary>The machines that records may be of; null when any may come.</summary>
    private async Task<IReadOnlyList<string>?> DescribedAsync(RecordKind kind, string dataset, CancellationToken cancellation) =>
        kind != RecordKind.Machines && await machines.AreDescribedAsync(dataset, cancellation)
            ? [.. (await machines.ListAsync(dataset, cancellation)).Select(machine => machine.Id)]
            : null;
}

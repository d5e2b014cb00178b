using Presage.Engine.Scenarios;

namespace Presage.Ingestion.Records;

/// <summary>What a table with records of a kind looks like in a scenario.</summary>
/// <param name="File">File name without prefix and ending.</param>
/// <param name="Columns">
/// Machine, time (except machines), then sensors, attributes and dates, or the code; last a date that stands apart.
/// </param>
/// <param name="Reading">How its files are written.</param>
internal sealed record RecordTable(RecordKind Kind, string File, IReadOnlyList<TableColumn> Columns, ReadingSettings Reading)
{
    /// <summary>Columns of 0 and 1 that stand for the code, with what each is for; empty when there is a column with the code.</summary>
    public IReadOnlyList<FlagColumn> Flags { get; init; } = [];

    /// <summary>Whether its columns stand in the files of the telemetry.</summary>
    public bool IsBeside { get; init; }

    /// <summary>Whether readings have a row for each value.</summary>
    public bool IsLong { get; init; }

    /// <summary>The tables of a scenario, in the order of the kinds.</summary>
    public static IReadOnlyList<RecordTable> Of(Scenario scenario)
    {
        var kinds = scenario.RecordKinds;
        var tables = new List<RecordTable>();
        if (kinds.Machines is { } machines)
            tables.Add(new(RecordKind.Machines, machines.File, MachineColumns(scenario, scenario.ReadingOf(machines)),
                scenario.ReadingOf(machines)));

        AddEvents(RecordKind.Errors, kinds.Errors);
        AddEvents(RecordKind.Maintenance, kinds.Maintenance);
        AddEvents(RecordKind.Failures, kinds.Failures);
        var reading = scenario.ReadingOf(kinds.Telemetry);
        tables.Add(new(RecordKind.Telemetry, kinds.Telemetry.File, [.. Key(reading), .. Values(scenario), .. Date(reading)], reading)
        {
            IsLong = kinds.Long is not null,
        });
        return tables;

        void AddEvents(RecordKind kind, RecordKindName? events)
        {
            if (events is null)
                return;

            var reading = scenario.ReadingOf(events);
            IEnumerable<TableColumn> codes = events.CodeColumn is { } code
                ? [new TableColumn(code, Names(events.CodeAliases))]
                : events.Flags.Select(flag => new TableColumn(flag.Column));
            tables.Add(new(kind, events.File, [.. Key(reading), .. codes, .. Date(reading)], reading)
            {
                Flags = events.Flags,
                IsBeside = events.File.Equals(kinds.Telemetry.File, StringComparison.OrdinalIgnoreCase),
            });
        }
    }

    private static IReadOnlyList<TableColumn> MachineColumns(Scenario scenario, ReadingSettings reading) =>
    [
        Entity(reading),
        .. scenario.Attributes.Select(attribute => new TableColumn(attribute.Name, Names(attribute.Aliases), attribute.Unit, true)
        {
            IsNumber = !attribute.IsCategorical,
        }),
        .. scenario.Observation.DateColumns.Select(column => new TableColumn(column, null, "", true) { IsTime = true }),
    ];

    private static IEnumerable<TableColumn> Values(Scenario scenario) => scenario.RecordKinds.Long is { } layout
        ? [new TableColumn(layout.Sensor), new TableColumn(layout.Value) { IsNumber = true }]
        : scenario.Sensors.Select(
            sensor => new TableColumn(sensor.Name, sensor.Aliases, sensor.Unit, true) { IsNumber = true });

    private static IEnumerable<TableColumn> Key(ReadingSettings reading) =>
        [Entity(reading), new TableColumn(reading.Time.Column, Names(reading.Time.Aliases)) { IsTime = true }];

    private static TableColumn Entity(ReadingSettings reading) =>
        new(reading.Entity.Column, Names(reading.Entity.Aliases)) { IsInFileName = reading.Entity.FileName is not null };

    private static IEnumerable<TableColumn> Date(ReadingSettings reading) =>
        reading.Time.Date is { } date ? [new TableColumn(date)] : [];

    private static IReadOnlyList<SensorAlias> Names(IReadOnlyList<string> names) => [.. names.Select(name => new SensorAlias(name))];
}

/// <summary>A column of a table.</summary>
/// <param name="Aliases">Other names that it can have.</param>
/// <param name="Unit">The unit of its values in the scenario; empty when it says none.</param>
/// <param name="IsOneOfMany">Whether a file may lack it, as long as it has others of these.</param>
internal sealed record TableColumn(
    string Name, IReadOnlyList<SensorAlias>? Aliases = null, string Unit = "", bool IsOneOfMany = false)
{
    /// <summary>Whether its cells are numbers.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether its cells are times.</summary>
    public bool IsTime { get; init; }

    /// <summary>Whether a file's name says it where the file does not have the column.</summary>
    public bool IsInFileName { get; init; }
}

using Presage.Engine.Scenarios;

namespace Presage.Ingestion.Records;

/// <summary>What a table with records of a kind looks like in a scenario.</summary>
/// <param name="File">File name without prefix and ending.</param>
/// <param name="Columns">Columns it needs: machine, time (except machines), then sensors, attributes and dates, or the code.</param>
internal sealed record RecordTable(RecordKind Kind, string File, IReadOnlyList<string> Columns)
{
    /// <summary>The tables of a scenario, in the order of the kinds.</summary>
    public static IReadOnlyList<RecordTable> Of(Scenario scenario)
    {
        var files = scenario.RecordKinds;
        var tables = new List<RecordTable>();
        if (files.Machines is { } machines)
            tables.Add(new(
                RecordKind.Machines,
                machines.File,
                [
                    scenario.EntityColumn,
                    .. scenario.Attributes.Select(attribute => attribute.Name),
                    .. scenario.Observation.DateColumns,
                ]));

        AddEvents(RecordKind.Errors, files.Errors);
        AddEvents(RecordKind.Maintenance, files.Maintenance);
        AddEvents(RecordKind.Failures, files.Failures);
        tables.Add(new(
            RecordKind.Telemetry,
            files.Telemetry.File,
            [scenario.EntityColumn, scenario.TimeColumn, .. scenario.Sensors.Select(sensor => sensor.Name)]));
        return tables;

        void AddEvents(RecordKind kind, RecordKindName? file)
        {
            if (file is not null)
                tables.Add(new(kind, file.File, [scenario.EntityColumn, scenario.TimeColumn, file.CodeColumn!]));
        }
    }
}

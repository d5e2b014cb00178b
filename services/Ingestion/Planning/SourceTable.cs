using Presage.Engine.Scenarios;

namespace Presage.Ingestion.Planning;

/// <summary>What a source's table looks like in a scenario.</summary>
/// <param name="File">File name without prefix and ending.</param>
/// <param name="Columns">Columns it needs: machine, time (except machines), then sensors, attributes or the code.</param>
internal sealed record SourceTable(Source Source, string File, IReadOnlyList<string> Columns)
{
    /// <summary>The tables of a scenario, in the order of the sources.</summary>
    public static IReadOnlyList<SourceTable> Of(Scenario scenario)
    {
        var files = scenario.Sources;
        var tables = new List<SourceTable>();
        if (files.Machines is { } machines)
            tables.Add(new(Source.Machines, machines.File, [scenario.EntityColumn, .. scenario.Attributes.Select(attribute => attribute.Name)]));

        AddEvents(Source.Errors, files.Errors);
        AddEvents(Source.Maintenance, files.Maintenance);
        AddEvents(Source.Failures, files.Failures);
        tables.Add(new(
            Source.Telemetry, files.Telemetry.File, [scenario.EntityColumn, scenario.TimeColumn, .. scenario.Sensors.Select(sensor => sensor.Name)]));
        return tables;

        void AddEvents(Source source, SourceFile? file)
        {
            if (file is not null)
                tables.Add(new(source, file.File, [scenario.EntityColumn, scenario.TimeColumn, file.CodeColumn!]));
        }
    }
}

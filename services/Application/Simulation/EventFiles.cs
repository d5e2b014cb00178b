using System.Globalization;
using Presage.Engine.Features;
using Presage.Engine.Scenarios;

namespace Presage.Application.Simulation;

/// <summary>The small files of a data set: those that the scenario has, machine by machine, events by time and code.</summary>
internal static class EventFiles
{
    public static IEnumerable<(RecordKindName Kind, string Header, IEnumerable<string> Lines)> Of(
        Scenario scenario, List<MachineHistory> histories)
    {
        var kinds = scenario.RecordKinds;
        if (kinds.Errors is { } errors)
            yield return Events(errors, scenario.Errors, history => history.Errors);
        if (kinds.Maintenance is { } maintenance)
            yield return Events(maintenance, scenario.Components, history => history.Replacements);
        yield return Events(kinds.Failures, scenario.Components, history => history.Failures);
        if (kinds.Machines is { } machines)
        {
            yield return (
                machines,
                CsvText.Line([scenario.EntityColumn, .. scenario.Attributes.Select(attribute => attribute.Name)]),
                histories.Select(history => Machine(history, scenario.Attributes)));
        }

        (RecordKindName, string, IEnumerable<string>) Events(
            RecordKindName kind, IReadOnlyList<string> codes, Func<MachineHistory, long[][]> events) => (
            kind,
            CsvText.Line(scenario.TimeColumn, scenario.EntityColumn, kind.CodeColumn!),
            histories.SelectMany(history => OfMachine(history.Machine, events(history), codes)));
    }

    /// <param name="events">[code] times.</param>
    private static IEnumerable<string> OfMachine(string machine, long[][] events, IReadOnlyList<string> codes) =>
        events.SelectMany((times, code) => times.Select(time => (Time: time, Code: code)))
            .Order()
            .Select(record => CsvText.Line(CsvText.Time(record.Time), machine, codes[record.Code]));

    private static string Machine(MachineHistory history, IReadOnlyList<MachineAttribute> attributes) =>
        CsvText.Line([history.Machine, .. attributes.Select((attribute, i) => Text(attribute, history.Attributes[i]))]);

    private static string Text(MachineAttribute attribute, double value) =>
        attribute.Categories is { } categories ? categories[(int)value] : value.ToString(CultureInfo.InvariantCulture);
}

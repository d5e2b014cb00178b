using System.Globalization;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Observation;
using Presage.Tests.Engine.Features;

namespace Presage.Tests.Engine;

/// <summary>The real records of 20 machines and 90 days; tests that need them are skipped where they are not.</summary>
internal static class RealHistories
{
    public static IEnumerable<MachineHistory> Read()
    {
        var scenario = TestScenarios.AzurePdm;
        var telemetry = Records("PdM_telemetry").ToLookup(row => row[1]);
        var errors = Records("PdM_errors").ToLookup(row => row[1]);
        var replacements = Records("PdM_maint").ToLookup(row => row[1]);
        var failures = Records("PdM_failures").ToLookup(row => row[1]);
        foreach (var machine in Records("PdM_machines"))
        {
            var readings = telemetry[machine[0]].OrderBy(row => row[0], StringComparer.Ordinal).ToList();
            yield return new MachineHistory(
                machine[0],
                [.. readings.Select(row => Ms(row[0]))],
                [.. Enumerable.Range(2, 4).Select(sensor => readings.Select(row => Number(row[sensor])).ToArray())],
                Times(errors[machine[0]], scenario.Errors),
                Times(replacements[machine[0]], scenario.Components),
                Times(failures[machine[0]], scenario.Components),
                [Model(machine[1]), Number(machine[2])],
                ObservedPeriods.Always);
        }
    }

    private static long[][] Times(IEnumerable<string[]> rows, IReadOnlyList<string> codes) =>
        [.. codes.Select(code => rows.Where(row => row[2] == code).Select(row => Ms(row[0])).Order().ToArray())];

    private static IEnumerable<string[]> Records(string file) => RealRecords.Rows($"azure-pdm-20x90/{file}.csv");

    private static double Model(string name) => TestScenarios.AzurePdm.Attributes[0].Categories!.ToList().IndexOf(name);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static long Ms(string time) =>
        UnixTime.FromDateTime(DateTime.SpecifyKind(DateTime.Parse(time, CultureInfo.InvariantCulture), DateTimeKind.Utc));
}

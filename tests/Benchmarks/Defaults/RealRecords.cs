using System.Globalization;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Observation;
using Presage.Scenarios;

namespace Presage.Tests.Benchmarks.Defaults;

/// <summary>Records of the shipped scenario as files of CSV, as the public data set has them.</summary>
internal static class RealRecords
{
    public static IEnumerable<MachineHistory> Read(string folder)
    {
        var scenario = ScenarioCatalog.Read("azure-pdm");
        var telemetry = Rows("telemetry").ToLookup(row => row[1]);
        var (errors, replacements, failures) = (Events("errors"), Events("maint"), Events("failures"));
        foreach (var machine in Rows("machines"))
        {
            var readings = telemetry[machine[0]].OrderBy(row => row[0], StringComparer.Ordinal).ToList();
            yield return new MachineHistory(
                machine[0], [.. readings.Select(row => Time(row[0]))],
                [.. Enumerable.Range(2, 4).Select(sensor => readings.Select(row => Number(row[sensor])).ToArray())],
                Times(errors[machine[0]], scenario.Errors), Times(replacements[machine[0]], scenario.Components),
                Times(failures[machine[0]], scenario.Components),
                [scenario.Attributes[0].Categories!.ToList().IndexOf(machine[1]), Number(machine[2])], ObservedPeriods.Always);
        }

        IEnumerable<string[]> Rows(string file) =>
            File.ReadLines(Path.Combine(folder, $"PdM_{file}.csv")).Skip(1).Select(line => line.Replace("\"", "").Split(','));

        ILookup<string, (long Time, string Code)> Events(string file) => Rows(file).ToLookup(row => row[1], row => (Time(row[0]), row[2]));
    }

    private static long[][] Times(IEnumerable<(long Time, string Code)> events, IReadOnlyList<string> codes) =>
        [.. codes.Select(code => events.Where(record => record.Code == code).Select(record => record.Time).Order().ToArray())];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static long Time(string text) => UnixTime.FromDateTime(
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));
}

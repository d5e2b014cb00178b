using System.Globalization;

namespace Presage.Tests.Harness.Engines;

/// <summary>A fleet of engines as files: telemetry.csv, failures.csv and machines.csv, and the scenario that reads them.</summary>
public static class EngineFleetFiles
{
    public const string Component = "engine";

    /// <param name="fleet">What to write.</param>
    /// <param name="folder">Made when it is not there; the records are written into it.</param>
    public static void WriteTo(this EngineFleet fleet, string folder)
    {
        Directory.CreateDirectory(folder);
        var sensors = string.Join(',', Sensors(fleet.Settings));
        using var telemetry = new StreamWriter(Path.Combine(folder, "telemetry.csv")) { NewLine = "\n" };
        telemetry.WriteLine($"time,machine,{sensors}");
        foreach (var engine in fleet.Engines)
        {
            for (var cycle = 0; cycle < engine.Cycles; cycle++)
            {
                var values = engine.Values.Select(sensor => sensor[cycle].ToString("R", CultureInfo.InvariantCulture));
                telemetry.WriteLine($"{Text(engine.TimeOf(cycle))},{engine.Name},{string.Join(',', values)}");
            }
        }

        string[] failures =
            [.. fleet.Engines.Where(engine => engine.HasFailed).Select(engine => $"{Text(engine.End)},{engine.Name},{Component}")];
        File.WriteAllLines(Path.Combine(folder, "failures.csv"), ["time,machine,part", .. failures]);
        File.WriteAllLines(Path.Combine(folder, "machines.csv"), ["machine", .. fleet.Engines.Select(engine => engine.Name)]);
    }

    /// <summary>The scenario in YAML.</summary>
    /// <param name="failureEndsLife">Whether it says that an engine that has failed is no more.</param>
    public static string Scenario(EngineFleetSettings settings, bool failureEndsLife) =>
        $$"""
        name: engines
        description: Engines that run until they fail.
        entity: machine
        time: time
        sampling: 1h
        sources:
          telemetry: { file: telemetry }
          failures: { file: failures, code: part }
          machines: { file: machines }
        sensors:
        {{string.Join('\n', Sensors(settings).Select(sensor => $"  - {{ name: {sensor}, range: [-1000, 2000] }}"))}}
        components: [{{Component}}]
        features:
          grid: 3h
          windows: [6h, 24h]
          aggregates: [mean, std, slope]
        horizon: 24h
        costs: { missed-failure: 10000, prevented-failure: 2500, false-alarm: 500, lead-time: 6h }
        {{(failureEndsLife ? "observation: { failure-ends-life: true }" : "")}}

        """;

    /// <summary>Names of the sensors, in their order.</summary>
    public static IEnumerable<string> Sensors(EngineFleetSettings settings) =>
    [
        .. Named("setting", EngineFleetSettings.RegimeSettings), .. Named("worn", settings.Informative), .. Named("flat", settings.Flat),
        .. Named("noise", settings.Noisy),
    ];

    private static IEnumerable<string> Named(string kind, int count) => Enumerable.Range(1, count).Select(number => $"{kind}{number}");

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

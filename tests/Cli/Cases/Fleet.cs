namespace Presage.Tests.Cli.Cases;

/// <summary>A fleet with two sensors and one component, and the files that people have of it.</summary>
internal static class Fleet
{
    public const string Scenario =
        """
        name: fleet
        entity: machine
        time: time
        sampling: 1h
        sources:
          telemetry: { file: telemetry }
          failures: { file: failures, code: part }
        sensors:
          - { name: temp, unit: C, range: [-50, 2000] }
          - { name: vib, unit: mm/s, range: [-100, 100] }
        components: [pump]
        features:
          grid: 1h
          windows: [1h]
          aggregates: [last, mean, min, max]
        horizon: 24h
        costs: { missed-failure: 1000, prevented-failure: 100, false-alarm: 50, lead-time: 2h }

        """;

    /// <summary>The scenario with a file of machines, which has their model and age.</summary>
    public static string WithMachines(string models = "a, b") => Scenario
        .Replace("  failures:", "  machines: { file: machines }\n  failures:", StringComparison.Ordinal)
        .Replace(
            "components: [pump]\n",
            $"components: [pump]\nattributes:\n  - {{ name: model, categories: [{models}] }}\n  - {{ name: age, range: [0, 50] }}\n",
            StringComparison.Ordinal);

    /// <summary>Readings of a machine on 2024-01-01, one an hour from midnight on.</summary>
    /// <param name="rows">What stands after time and machine.</param>
    public static string Telemetry(params string[] rows) =>
        "time,machine,temp,vib\n" + string.Concat(rows.Select((row, hour) => $"2024-01-01 {hour:00}:00:00,M1,{row}\n"));
}

using System.Globalization;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Tests.Ingestion.Planning;

/// <summary>Somebody's own data with a scenario of a temperature and a vibration.</summary>
internal static class OwnPlant
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
          machines: { file: machines }
        sensors:
          - { name: temp, unit: C, range: [-50, 2000] }
          - { name: vib, unit: mm/s, range: [-100, 100] }
        components: [pump, seal]
        attributes:
          - { name: power, unit: kW, range: [0, 2000] }
        observation: { commissioned: since }
        features: { grid: 1h, windows: [1h], aggregates: [last] }
        horizon: 24h
        costs: { missed-failure: 1000, prevented-failure: 100, false-alarm: 50, lead-time: 2h }

        """;

    /// <param name="sources">Files, or a folder.</param>
    public static Task<Run> RunAsync(IngestionHost host, string scenario, params string[] sources) =>
        host.RunAsync(new NewDataArrived(null, "plant", host.Write($"scenario-{scenario.Length}.yaml", scenario), sources));

    public static async Task<IngestResult> IngestAsync(IngestionHost host, string scenario, params string[] sources)
    {
        var run = await RunAsync(host, scenario, sources);
        run.Error.ShouldBeNull();
        return Presage.Hosting.Json.Read<IngestResult>(run.Result!);
    }

    /// <summary>The readings of all machines, a line each: machine, time, values.</summary>
    public static async Task<IReadOnlyList<string>> ReadingsAsync(IngestionHost host)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var telemetry = host.Services.Store.Telemetry;
        var lines = new List<string>();
        foreach (var machine in await telemetry.MachinesAsync("plant", cancellation))
        {
            var readings = await telemetry.ReadAsync(
                "plant", machine.Machine, 2, machine.First.AddDays(-1), machine.Last, DateTime.MaxValue, cancellation);
            for (var row = 0; row < readings.Count; row++)
                lines.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{machine.Machine} {Text(Presage.Engine.UnixTime.ToDateTime(readings.Times[row]))} "
                    + $"{readings.Values[0][row]:R} {readings.Values[1][row]:R}"));
        }

        return lines;
    }

    /// <summary>The failures, a line each: machine, time, component.</summary>
    public static async Task<IReadOnlyList<string>> FailuresAsync(IngestionHost host) =>
    [
        .. (await host.Services.Store.Events.ReadAsync(
            "plant", EventKind.Failure, null, DateTime.UnixEpoch, DateTime.MaxValue, DateTime.MaxValue,
            TestContext.Current.CancellationToken))
            .OrderBy(record => record.Time).ThenBy(record => record.Machine, StringComparer.Ordinal)
            .Select(record => $"{record.Machine} {Text(record.Time)} {record.Code}"),
    ];

    private static string Text(DateTime time) =>
        time.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.');
}

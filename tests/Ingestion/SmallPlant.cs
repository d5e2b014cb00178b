using System.Globalization;

namespace Presage.Tests.Ingestion;

/// <summary>Made-up records of a few machines, in the form of the shipped scenario.</summary>
internal sealed class SmallPlant
{
    public const string TelemetryHeader = "datetime,machineID,volt,rotate,pressure,vibration";

    public SmallPlant(int machines = 3, int hours = 50, int seed = 1)
    {
        var random = new Random(seed);
        Machines = [.. Enumerable.Range(1, machines).Select(machine => $"{machine},model{1 + random.Next(4)},{random.Next(21)}")];
        Telemetry =
        [
            .. from machine in Enumerable.Range(1, machines)
               from hour in Enumerable.Range(0, hours)
               select $"{TimeOf(hour)},{machine},{Value(170)},{Value(449)},{Value(100)},{Value(40)}",
        ];
        Errors = [.. Telemetry.Where(_ => random.Next(10) == 0).Select(row => $"{KeyOf(row)},error{1 + random.Next(5)}")];
        Maintenance = [.. Telemetry.Where(_ => random.Next(20) == 0).Select(row => $"{KeyOf(row)},comp{1 + random.Next(4)}")];
        Failures = [.. Maintenance.Where(_ => random.Next(3) == 0)];

        string Value(double mean) =>
            (mean + (random.NextDouble() * 10)).ToString(random.Next(2) == 0 ? "R" : "F12", CultureInfo.InvariantCulture);
    }

    public IReadOnlyList<string> Machines { get; }

    public IReadOnlyList<string> Telemetry { get; }

    public IReadOnlyList<string> Errors { get; }

    public IReadOnlyList<string> Maintenance { get; }

    public IReadOnlyList<string> Failures { get; }

    public static string Text(string header, IEnumerable<string> rows) => string.Concat(rows.Prepend(header).Select(row => row + "\n"));

    public static string MachinesText(IEnumerable<string> rows) => Text("machineID,model,age", rows);

    public static string TelemetryText(IEnumerable<string> rows) => Text(TelemetryHeader, rows);

    /// <summary>The five files by name.</summary>
    public IReadOnlyDictionary<string, string> Files() => new Dictionary<string, string>
    {
        ["PdM_machines.csv"] = MachinesText(Machines),
        ["PdM_telemetry.csv"] = TelemetryText(Telemetry),
        ["PdM_errors.csv"] = Text("datetime,machineID,errorID", Errors),
        ["PdM_maint.csv"] = Text("datetime,machineID,comp", Maintenance),
        ["PdM_failures.csv"] = Text("datetime,machineID,failure", Failures),
    };

    /// <summary>Writes the five files and gives their folder.</summary>
    public string Write(IngestionHost host, string folder = "plain")
    {
        foreach (var (name, text) in Files())
            host.Write($"{folder}/{name}", text);

        return host.Folder[$"files/{folder}"];
    }

    private static string TimeOf(int hour) =>
        new DateTime(2015, 1, 1, 6, 0, 0).AddHours(hour).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string KeyOf(string row) => string.Join(',', row.Split(',').Take(2));
}

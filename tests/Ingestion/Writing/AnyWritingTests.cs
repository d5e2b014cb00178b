using Presage.Engine;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion.Writing;

/// <summary>
/// Readings written in any mixture of formats, cut anywhere, in any order, with repeats and with different sensors in different files: the
/// store has the same, with the same knowledge times, to the last bit.
/// </summary>
public sealed class AnyWritingTests
{
    private static readonly (string Name, string Unit)[] s_sensors =
        [("volt", "V"), ("rotate", "rpm"), ("pressure", "bar"), ("vibration", "mm/s")];

    private static readonly DateTime s_now = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task However_readings_are_written_the_store_has_the_same(int seed)
    {
        var random = new Random(seed);
        var readings = Readings(random);
        await using var plain = await IngestionHost.StartAsync(now: s_now);
        plain.Write("plain/PdM_telemetry.csv", SmallPlant.TelemetryText(readings.Select(PlainRow)));
        await plain.IngestAsync(plain.Folder["files/plain"]);
        await using var other = await IngestionHost.StartAsync(now: s_now, options: ("SliceBytes", random.Next(100, 20_000)));
        var hands = Write(other, readings, random);

        var result = await other.IngestAsync(other.Folder["files/other"]);

        var source = result.Sources.ShouldHaveSingleItem();
        source.Quarantined.ShouldBe(0, string.Join('\n', hands));
        source.Replaced.ShouldBe(0);
        (await ContentsAsync(other)).ShouldBe(await ContentsAsync(plain), string.Join('\n', hands));
    }

    private static List<(string Machine, DateTime Time, decimal?[] Values)> Readings(Random random)
    {
        // Days above 12, so that every file proves which number is the day.
        var begin = new DateTime(2015, 1, 13, 0, 0, 0, DateTimeKind.Utc);
        return
        [
            .. from machine in Enumerable.Range(1, 3)
               from hour in Enumerable.Range(0, 60)
               select ($"{machine}", begin.AddHours(hour).AddSeconds(random.Next(3_600)), Values()),
        ];

        decimal?[] Values()
        {
            var some = random.Next(4);
            return [.. s_sensors.Select((_, sensor) => sensor == some || random.Next(4) > 0 ? Value(sensor) : null)];
        }

        decimal? Value(int sensor) =>
            new decimal[] { 170, 449, 100, 40 }[sensor] + decimal.Round((decimal)random.NextDouble() * 10, 1 + random.Next(4));
    }

    /// <summary>Cuts the cells of every reading into parts, and writes each part into one or more files of any form.</summary>
    private static List<string> Write(
        IngestionHost host, List<(string Machine, DateTime Time, decimal?[] Values)> readings, Random random)
    {
        var hands = new List<string>();
        var files = random.Next(2, 6);
        var columns = Enumerable.Range(0, files).Select(file => file < 2
            ? s_sensors.Index().Where(sensor => sensor.Index % 2 == file).Select(sensor => sensor.Index).ToArray()
            : [.. s_sensors.Index().Where(_ => random.Next(2) == 0).Select(sensor => sensor.Index).Append(random.Next(4)).Distinct()]);
        foreach (var (file, sensors) in columns.Index())
        {
            var rows = readings
                .Where(_ => file < 2 || random.Next(3) == 0)
                .Select(reading => (reading.Machine, reading.Time, Values: sensors.Select(sensor => reading.Values[sensor]).ToArray()))
                .Where(row => row.Values.Any(value => value is not null))
                .SelectMany(row => Enumerable.Repeat(row, random.Next(10) == 0 ? 2 : 1))
                .ToArray();
            if (random.Next(2) == 0)
                random.Shuffle(rows);

            var hand = new Handwriting(random);
            var text = hand.Write([.. sensors.Select(sensor => s_sensors[sensor])], rows);
            var isPacked = random.Next(4) == 0;
            hands.Add($"{file}: {hand}, columns {string.Join(' ', sensors)}");
            if (isPacked)
                host.Write($"other/PdM_telemetry-{file}.csv.gz", Gzip.Pack(text));
            else
                host.Write($"other/PdM_telemetry-{file}.csv", text);
        }

        return hands;
    }

    private static string PlainRow((string Machine, DateTime Time, decimal?[] Values) reading) =>
        FormattableString.Invariant($"{reading.Time:yyyy-MM-dd HH:mm:ss},{reading.Machine},{string.Join(',', reading.Values)}");

    private static async Task<string> ContentsAsync(IngestionHost host)
    {
        var telemetry = host.Services.Store.Telemetry;
        var cancellation = TestContext.Current.CancellationToken;
        var known = new List<string>();
        foreach (var machine in await telemetry.MachinesAsync("plant", cancellation))
        {
            var readings = await telemetry.ReadAsync(
                "plant", machine.Machine, s_sensors.Length, DateTime.UnixEpoch, DateTime.MaxValue, s_now, cancellation);
            known.Add($"{machine.Machine} {string.Join(' ', readings.Known)}");
        }

        return await StoreContents.OfAsync(host) + string.Join('\n', known);
    }
}

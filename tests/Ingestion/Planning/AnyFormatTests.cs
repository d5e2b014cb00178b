using System.Globalization;
using System.Text;

namespace Presage.Tests.Ingestion.Planning;

/// <summary>A table of readings, written in any mixture of forms, cut anywhere and packed or not, is the same in the store.</summary>
public sealed class AnyFormatTests
{
    private static readonly string[] s_times =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss.fffffffZ", "yyyy/M/d H:m:s", "yyyy-MM-dd HH:mm:ss,f' UTC'", "yyyyMMddTHHmmss",
        "yyyyMMdd HHmmss", "dd.MM.yyyy HH:mm:ss", "d/M/yyyy H:mm:ss", "M/d/yyyy h:mm:ss tt", "d-MMM-yyyy HH:mm:ss",
        "MMMM d, yyyy h:mm:ss tt", "s", "ms", "us", "ns", "excel",
    ];

    private static readonly string[] s_missing = ["", "-", "NaN", "n/a", "#DIV/0!", "No Data", "(null)", "\\N", "1.#QNAN"];
    private static readonly string[] s_lineEnds = ["\n", "\r\n", "\r"];
    private static readonly string[] s_separators = [",", ";", "\t", "|"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_table_is_read_the_same_however_it_is_written(int seed)
    {
        var random = new Random(seed);
        var readings = Readings(random);
        await using var plain = await IngestionHost.StartAsync();
        await using var other = await IngestionHost.StartAsync(options: ("SliceBytes", random.Next(1, 3_000)));
        await OwnPlant.IngestAsync(
            plain, OwnPlant.Scenario, plain.Write("telemetry.csv", Plain(readings)));

        var parts = random.Next(1, 4);
        for (var part = 0; part < parts; part++)
        {
            var text = Written(random, [.. readings.Where((_, index) => index % parts == part)]);
            if (random.Next(3) == 0)
                other.Write($"own/telemetry_{part}.csv.gz", Gzip.Pack(text));
            else
                other.Write($"own/telemetry_{part}.csv", text);
        }

        await OwnPlant.IngestAsync(other, OwnPlant.Scenario, other.Folder["files/own"]);

        (await OwnPlant.ReadingsAsync(other)).ShouldBe(await OwnPlant.ReadingsAsync(plain));
    }

    /// <summary>Whole seconds, since workbooks know no finer ones, on days above and below the 12th.</summary>
    private static List<(DateTime Time, string Machine, double? Temp, double? Vib)> Readings(Random random)
    {
        var start = new DateTime(2024, 1, 1).AddSeconds(random.Next(1_000_000));
        var rows = new List<(DateTime, string, double?, double?)>();
        for (var row = 0; row < 240; row++)
            foreach (var machine in (string[])["M1", "Pumpe \"Süd\"; 2, oben|"])
                rows.Add((start.AddSeconds(row * 7_919), machine, random.Next(9) == 0 ? null : Math.Round(random.NextDouble() * 1_999, 4),
                    random.Next(9) == 0 ? random.Next(9) : Math.Round((random.NextDouble() * 150) - 75, 2)));

        return rows;
    }

    private static string Plain(IReadOnlyList<(DateTime Time, string Machine, double? Temp, double? Vib)> readings)
    {
        var text = new StringBuilder("time,machine,temp,vib\n");
        foreach (var (time, machine, temp, vib) in readings)
            text.Append(
                CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss},{Quoted(machine)},{temp:R},{vib:R}\n");

        return text.ToString();
    }

    private static string Written(Random random, IReadOnlyList<(DateTime Time, string Machine, double? Temp, double? Vib)> readings)
    {
        var pattern = s_times[random.Next(s_times.Length)];
        var separator = s_separators[random.Next(s_separators.Length)];
        var end = s_lineEnds[random.Next(s_lineEnds.Length)];
        var trailing = random.Next(3) == 0 ? separator : "";
        var missing = s_missing[random.Next(s_missing.Length)];
        var (quotesAll, areCommas, areGrouped) = (random.Next(3) == 0, random.Next(2) == 0, random.Next(3) == 0);
        var numbers = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        (numbers.NumberDecimalSeparator, numbers.NumberGroupSeparator) = areCommas ? (",", ".") : (".", ",");
        int[] order = [.. Enumerable.Range(0, 5)];
        random.Shuffle(order);

        var text = new StringBuilder(random.Next(2) == 0 ? "\uFEFF" : "");
        if (random.Next(3) == 0)
            text.Append($"# made by a test{end}Plant seven{end}{end}");

        Row(["Time", "MACHINE ", "temp [°C]", random.Next(2) == 0 ? "vib" : "Vib (mm/s)", "note"]);
        if (random.Next(3) == 0)
            Row(["", "", "°C", "mm/s", "text"]);

        foreach (var (time, machine, temp, vib) in readings)
            Row([TimeText(time, pattern), machine, Number(temp), Number(vib), "all well"]);

        return text.ToString();

        void Row(string[] fields) =>
            text.Append(string.Join(separator, order.Select(field => Field(fields[field])))).Append(trailing).Append(end);

        string Field(string field) =>
            quotesAll || field.IndexOfAny([separator[0], '"']) >= 0 ? Quoted(field) : field;

        string Number(double? number) =>
            number is { } value ? areGrouped ? value.ToString("#,##0.####", numbers) : value.ToString("R", numbers) : missing;
    }

    private static string TimeText(DateTime time, string pattern) => pattern switch
    {
        "s" => $"{(time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond}",
        "ms" => $"{(time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond}",
        "us" => $"{(time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}",
        "ns" => $"{(time - DateTime.UnixEpoch).Ticks * 100}",
        "excel" => time.ToOADate().ToString("F8", CultureInfo.InvariantCulture),
        _ => time.ToString(pattern, CultureInfo.InvariantCulture),
    };

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"")}\"";
}

using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli.Cases;

/// <summary>Files as people have them: each is read, or refused with its cause and what to do.</summary>
public sealed class FileCaseTests : IDisposable
{
    private static readonly string[] s_temperatures = ["20", "21", "22", "23"];

    private readonly CommandLine _presage = new();

    /// <summary>Name, what the header says, how each of four rows looks, and the time of the first reading.</summary>
    public static TheoryData<string, string, string[], string> Formats => new()
    {
        {
            "decimal commas", "time;machine;temp;vib",
            ["2024-01-01 00:00:00;M1;20,5;1,25", "2024-01-01 01:00:00;M1;21,5;1,25", "2024-01-01 02:00:00;M1;22,5;1,25",
                "2024-01-01 03:00:00;M1;23,5;1,25"],
            "2024-01-01T00:00:00Z"
        },
        { "epoch seconds", Header, Rows("1704067200", "1704070800", "1704074400", "1704078000"), "2024-01-01T00:00:00Z" },
        {
            "epoch milliseconds", Header, Rows("1704067200000", "1704070800000", "1704074400000", "1704078000000"),
            "2024-01-01T00:00:00Z"
        },
        {
            "German", Header, Rows("13.01.2024 00:00", "13.01.2024 01:00", "13.01.2024 02:00", "13.01.2024 03:00"),
            "2024-01-13T00:00:00Z"
        },
        {
            "day first", Header, Rows("13/01/2024 00:00", "13/01/2024 01:00", "13/01/2024 02:00", "13/01/2024 03:00"),
            "2024-01-13T00:00:00Z"
        },
        { "Excel's serial", Header, Rows("45292.000000", "45292.041667", "45292.083333", "45292.125000"), "2024-01-01T00:00:00Z" },
        {
            "comma before the fraction", Header,
            Rows("\"2024-01-01 00:00:00,000\"", "\"2024-01-01 01:00:00,000\"", "\"2024-01-01 02:00:00,000\"",
                "\"2024-01-01 03:00:00,000\""),
            "2024-01-01T00:00:00Z"
        },
        {
            "suffix UTC", Header,
            Rows("2024-01-01 00:00:00 UTC", "2024-01-01 01:00:00 UTC", "2024-01-01 02:00:00 UTC", "2024-01-01 03:00:00 UTC"),
            "2024-01-01T00:00:00Z"
        },
        { "one digit", Header, Rows("2024-1-1 0:00", "2024-1-1 1:00", "2024-1-1 2:00", "2024-1-1 3:00"), "2024-01-01T00:00:00Z" },
        {
            "compact", Header, Rows("20240101T000000Z", "20240101T010000Z", "20240101T020000Z", "20240101T030000Z"),
            "2024-01-01T00:00:00Z"
        },
        {
            "trailing comma", Header,
            ["2024-01-01 00:00:00,M1,20,1.5,", "2024-01-01 01:00:00,M1,21,1.5,", "2024-01-01 02:00:00,M1,22,1.5,",
                "2024-01-01 03:00:00,M1,23,1.5,"],
            "2024-01-01T00:00:00Z"
        },
    };

    private static string Header => "time,machine,temp,vib";

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_format_is_read_without_a_word(string name, string header, string[] rows, string first)
    {
        _presage.Write("telemetry.csv", header + "\n" + string.Join('\n', rows) + "\n");

        var ingest = (await IngestAsync("telemetry.csv", "--json")).Done();

        ingest.Document.GetProperty("sources")[0].GetProperty("written").GetInt64().ShouldBe(4, name);
        var features = await FeaturesAsync();
        CsvColumns.Of(features, "time")[0].ShouldBe(first);
        CsvColumns.Of(features, "temp_last_1h").Select(value => value.Replace(".5", "", StringComparison.Ordinal))
            .ShouldBe(s_temperatures);
    }

    [Fact]
    public async Task A_file_without_times_fails_and_says_why()
    {
        _presage.Write("telemetry.csv", "time,machine,temp,vib\n1,M1,21,1\n2,M1,22,1\n3,M1,23,1\n4,M1,24,1\n");

        var ingest = await IngestAsync("telemetry.csv");

        ingest.Failed(1, "time");
        ingest.Error.ShouldContain("telemetry.csv");
        (await _presage.RunAsync("features x --from 2023-12-31 --to 2024-02-01 --out f.csv")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Bad_cells_are_missing_and_counted_by_sensor_and_the_rows_stay()
    {
        var random = new Random(1);
        var sensors = Enumerable.Range(0, 40).Select(sensor => $"s{sensor}").ToList();
        var bad = 0;
        var text = new StringBuilder($"time,machine,{string.Join(',', sensors)}\n");
        for (var hour = 0; hour < 500; hour++)
            text.Append(new DateTime(2024, 1, 1).AddHours(hour).ToString("yyyy-MM-dd HH:mm:ss", null)).Append(",M1,")
                .AppendJoin(',', sensors.Select(_ => random.NextDouble() < 0.02 && ++bad > 0 ? "Bad" : "5")).Append('\n');
        _presage.Write("telemetry.csv", text.ToString());
        var scenario = Fleet.Scenario.Replace(
            "  - { name: temp, unit: C, range: [-50, 2000] }\n  - { name: vib, unit: mm/s, range: [-100, 100] }\n",
            string.Concat(sensors.Select(sensor => $"  - {{ name: {sensor}, range: [0, 100] }}\n")), StringComparison.Ordinal);

        var ingest = (await IngestWithAsync(scenario, "telemetry.csv", "--json")).Done().Document;

        ingest.GetProperty("sources")[0].GetProperty("written").GetInt64().ShouldBe(500);
        ingest.GetProperty("sources")[0].GetProperty("quarantined").GetInt64().ShouldBe(0);
        var cells = RefusedCells(ingest);
        cells.Values.Sum().ShouldBe(bad);
        cells.Keys.ShouldContain("unparsable: s7");
    }

    [Theory]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("?")]
    [InlineData("#N/A")]
    [InlineData("#NV")]
    [InlineData("#DIV/0!")]
    [InlineData("#VALUE!")]
    [InlineData("inf")]
    [InlineData("1.#QNAN")]
    [InlineData("(null)")]
    [InlineData("<NA>")]
    [InlineData("\\N")]
    [InlineData("No Data")]
    [InlineData("n/a")]
    [InlineData("NaN")]
    public async Task A_usual_spelling_of_missing_is_missing(string spelling)
    {
        _presage.Write("telemetry.csv", Fleet.Telemetry("20,1", $"{spelling},2", "22,3"));

        var ingest = (await IngestAsync("telemetry.csv", "--json")).Done().Document;

        ingest.GetProperty("sources")[0].GetProperty("written").GetInt64().ShouldBe(3);
        RefusedCells(ingest).ShouldBeEmpty();
        CsvColumns.Of(await FeaturesAsync(), "vib_last_1h").ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task A_value_out_of_range_costs_its_cell()
    {
        _presage.Write("telemetry.csv", Fleet.Telemetry("20,1", "21,2", "22,300", "23,4"));

        var ingest = (await IngestAsync("telemetry.csv", "--json")).Done().Document;

        ingest.GetProperty("sources")[0].GetProperty("written").GetInt64().ShouldBe(4);
        RefusedCells(ingest)["out-of-range: vib"].ShouldBe(1);
        CsvColumns.Of(await FeaturesAsync(), "temp_last_1h").ShouldBe(s_temperatures);
        CsvColumns.Of(await FeaturesAsync(), "vib_last_1h").ShouldBe(["1", "2", "", "4"]);
    }

    [Fact]
    public async Task A_file_over_the_error_budget_is_refused_with_the_rows_and_the_option()
    {
        _presage.Write("telemetry.csv", "time,machine,temp,vib\n2024-01-01 00:00:00,M1,1,1\nx,M1,1,1\n");

        var ingest = await IngestAsync("telemetry.csv", "--error-budget", "5%");

        ingest.ExitCode.ShouldBe(1);
        (ingest.Out + ingest.Error).ShouldContain("telemetry.csv:3: unparsable: time: x,M1,1,1");
        (ingest.Out + ingest.Error).ShouldContain("--error-budget");
        var run = (await _presage.RunAsync("runs list --json")).Done().FirstRun;
        (await _presage.RunAsync("runs", "show", run)).Done().Out.ShouldContain("telemetry.csv:3: unparsable: time: x,M1,1,1");
    }

    [Fact]
    public async Task One_bad_file_of_many_does_not_stop_the_others_and_is_all_that_is_missing()
    {
        Directory.CreateDirectory(_presage.PathOf("in"));
        _presage.Write("in/telemetry-1.csv", Fleet.Telemetry("20,1.5", "21,1.5"));
        _presage.Write("in/telemetry-2.csv", "time,machine,temp,vib\nnever,M2,20,1.5\n2024-01-01 01:00:00,M2,21,1.5\n");

        var first = await IngestAsync("in", "--json");
        _presage.Write("in/telemetry-2.csv", "time,machine,temp,vib\n2024-01-01 00:00:00,M2,20,1.5\n2024-01-01 01:00:00,M2,21,1.5\n");
        var listed = (await _presage.RunAsync("runs list")).Done();
        var second = (await _presage.RunAsync("ingest", "x", _presage.PathOf("in"), "--json")).Done();

        first.ExitCode.ShouldBe(3);
        first.Document.GetProperty("refused")[0].GetProperty("file").GetString().ShouldBe("telemetry-2.csv");
        first.Document.GetProperty("sources")[0].GetProperty("written").GetInt64().ShouldBe(2);
        listed.Out.ShouldContain("with refusals");
        second.Document.GetProperty("sources")[0].GetProperty("written").GetInt64().ShouldBe(2);
        second.Document.GetProperty("sources")[0].GetProperty("duplicate").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("telemetry.txt", ',')]
    [InlineData("telemetry.tsv", '\t')]
    [InlineData("telemetry/date=2024-01-01/part-00000.csv", ',')]
    [InlineData("2024/01/telemetry.csv", ',')]
    public async Task Files_of_a_folder_are_found_by_other_endings_and_in_folders(string name, char separator)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_presage.PathOf($"in/{name}"))!);
        _presage.Write($"in/{name}", Fleet.Telemetry("20,1.5", "21,1.5").Replace(',', separator));

        (await IngestAsync("in", "--json")).Done().Document.GetProperty("sources")[0].GetProperty("written").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task The_tables_in_an_archive_are_read()
    {
        Directory.CreateDirectory(_presage.PathOf("in"));
        using (var archive = ZipFile.Open(_presage.PathOf("in/export.zip"), ZipArchiveMode.Create))
        {
            using var entry = new StreamWriter(archive.CreateEntry("telemetry.csv").Open());
            await entry.WriteAsync(Fleet.Telemetry("20,1.5", "21,1.5"));
        }

        (await IngestAsync("in", "--json")).Done().Document.GetProperty("sources")[0].GetProperty("written").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("telemetry.parquet", "PAR1.PAR1", "Parquet")]
    [InlineData("telemetry.zip", "PK\u0003\u0004", "zip")]
    public async Task A_folder_without_a_table_says_what_lies_there(string name, string content, string kind)
    {
        Directory.CreateDirectory(_presage.PathOf("in"));
        _presage.Write($"in/{name}", content);

        var ingest = await IngestAsync("in");

        ingest.ExitCode.ShouldBe(1);
        ingest.Error.ShouldContain(name);
        ingest.Error.ShouldContain(kind, Case.Insensitive);
    }

    [Fact]
    public async Task The_scenario_that_was_taken_because_none_was_named_is_named()
    {
        _presage.Write("telemetry.csv", Fleet.Telemetry("20,1.5", "21,1.5"));

        var ingest = await _presage.RunAsync("ingest", "x", _presage.PathOf("telemetry.csv"));

        ingest.Failed(1, "azure-pdm");
        ingest.Sentence.ShouldContain("--scenario");
    }

    [Fact]
    public async Task Links_that_go_round_in_a_circle_are_told_at_once_and_links_out_of_a_folder_are_read()
    {
        Directory.CreateDirectory(_presage.PathOf("loop"));
        File.CreateSymbolicLink(_presage.PathOf("loop/telemetry.csv"), "b.csv");
        File.CreateSymbolicLink(_presage.PathOf("loop/b.csv"), "telemetry.csv");
        Directory.CreateDirectory(_presage.PathOf("annex"));
        Directory.CreateDirectory(_presage.PathOf("in"));
        _presage.Write("annex/object1", Fleet.Telemetry("20,1.5", "21,1.5", "22,1.5"));
        File.CreateSymbolicLink(_presage.PathOf("in/telemetry.csv"), "../annex/object1");

        var loop = await IngestAsync("loop");
        var links = await IngestAsync("in", "--json");

        loop.Failed(1, "circle");
        loop.Error.ShouldNotContain("report it");
        links.Done().Document.GetProperty("sources")[0].GetProperty("written").GetInt64().ShouldBe(3);
    }

    public void Dispose() => _presage.Dispose();

    /// <summary>Numbers of refused cells by reason.</summary>
    private static Dictionary<string, long> RefusedCells(JsonElement ingest) => ingest.GetProperty("cells").EnumerateArray()
        .ToDictionary(cells => cells.GetProperty("reason").GetString()!, cells => cells.GetProperty("cells").GetInt64());

    private static string[] Rows(params string[] times) => [.. times.Select((time, row) => $"{time},M1,{20 + row},1")];

    private Task<Outcome> IngestAsync(string path, params string[] more) => IngestWithAsync(Fleet.Scenario, path, more);

    private Task<Outcome> IngestWithAsync(string scenario, string path, params string[] more) => _presage.RunAsync(
        ["ingest", "x", _presage.PathOf(path), "--scenario", _presage.Write("scenario.yaml", scenario), .. more]);

    private async Task<string> FeaturesAsync()
    {
        var file = _presage.PathOf("features.csv");
        (await _presage.RunAsync("features", "x", "--from", "2023-12-31", "--to", "2024-02-01", "--out", file)).Done();
        return file;
    }
}

using Presage.Hosting.Runs;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Planning;

namespace Presage.Tests.Ingestion.Planning;

/// <summary>Files whose form is judged from what is in them.</summary>
public sealed class JudgedFormatsTests
{
    private static readonly string[] s_hours = ["M1 2024-01-01 00:00:00 20 1", "M1 2024-01-01 01:00:00 21 1"];

    public static TheoryData<string, string, string[]> Files => new()
    {
        { "decimal comma", "time;machine;temp;vib\n2024-01-01 00:00:00;M1;20,5;1,25\n2024-01-01 01:00:00;M1;21,5;1,25\n",
            ["M1 2024-01-01 00:00:00 20.5 1.25", "M1 2024-01-01 01:00:00 21.5 1.25"] },
        { "decimal comma and thousands", "time;machine;temp;vib\n2024-01-01;M1;1.234,5;1\n2024-01-02;M1;1.234;2\n",
            ["M1 2024-01-01 00:00:00 1234.5 1", "M1 2024-01-02 00:00:00 1234 2"] },
        { "commas of other columns", "time;machine;temp;vib\n2024-01-01;M1;1,234;1,5\n2024-01-02;M1;1,235;2,5\n",
            ["M1 2024-01-01 00:00:00 1.234 1.5", "M1 2024-01-02 00:00:00 1.235 2.5"] },
        { "thousands", "time\tmachine\ttemp\tvib\n2024-01-01\tM1\t1,234.5\t1\n2024-01-02\tM1\t1,234\t2\n",
            ["M1 2024-01-01 00:00:00 1234.5 1", "M1 2024-01-02 00:00:00 1234 2"] },
        { "blanks between thousands", "time;machine;temp;vib\n2024-01-01;M1;1\u202F234,5;1\n2024-01-02;M1;1 234,5;2\n",
            ["M1 2024-01-01 00:00:00 1234.5 1", "M1 2024-01-02 00:00:00 1234.5 2"] },
        { "seconds", "time,machine,temp,vib\n1704067200,M1,20,1\n1704070800,M1,21,1\n", s_hours },
        { "milliseconds", "time,machine,temp,vib\n1704067200000,M1,20,1\n1704070800000,M1,21,1\n", s_hours },
        { "microseconds", "time,machine,temp,vib\n1704067200000000,M1,20,1\n1704070800000000,M1,21,1\n", s_hours },
        { "nanoseconds", "time,machine,temp,vib\n1704067200000000000,M1,20,1\n1704070800000000000,M1,21,1\n", s_hours },
        { "excel", "time,machine,temp,vib\n45292.000000,M1,20,1\n45292.041667,M1,21,1\n", s_hours },
        { "german dates", "time,machine,temp,vib\n01.01.2024 00:00,M1,20,1\n01.01.2024 01:00,M1,21,1\n", s_hours },
        { "day first", "time,machine,temp,vib\n02/01/2024 00:00,M1,20,1\n13/01/2024 00:00,M1,21,1\n",
            ["M1 2024-01-02 00:00:00 20 1", "M1 2024-01-13 00:00:00 21 1"] },
        { "month first", "time,machine,temp,vib\n1/2/2024 0:00,M1,20,1\n1/13/2024 0:00,M1,21,1\n",
            ["M1 2024-01-02 00:00:00 20 1", "M1 2024-01-13 00:00:00 21 1"] },
        { "AM and PM with the day first", "time,machine,temp,vib\n1/2/2024 12:00 AM,M1,20,1\n13/2/2024 1:00 PM,M1,21,1\n",
            ["M1 2024-02-01 00:00:00 20 1", "M1 2024-02-13 13:00:00 21 1"] },
        { "comma fraction", "time,machine,temp,vib\n\"2024-01-01 00:00:00,500\",M1,20,1\n\"2024-01-01 01:00:00,5\",M1,21,1\n",
            ["M1 2024-01-01 00:00:00.5 20 1", "M1 2024-01-01 01:00:00.5 21 1"] },
        { "UTC", "time,machine,temp,vib\n2024-01-01 00:00:00 UTC,M1,20,1\n2024-01-01 01:00:00 UTC,M1,21,1\n", s_hours },
        { "one digit", "time,machine,temp,vib\n2024-1-1 0:00,M1,20,1\n2024-1-1 1:00,M1,21,1\n", s_hours },
        { "compact", "time,machine,temp,vib\n20240101T000000Z,M1,20,1\n20240101T010000Z,M1,21,1\n", s_hours },
        { "month name", "time,machine,temp,vib\n01-Jan-2024 00:00,M1,20,1\n01-Jan-2024 01:00,M1,21,1\n", s_hours },
        { "trailing comma", "time,machine,temp,vib\n2024-01-01 00:00:00,M1,20,1,\n2024-01-01 01:00:00,M1,21,1,\n", s_hours },
        { "trailing comma of the header", "time,machine,temp,vib,\n2024-01-01 00:00:00,M1,20,1\n2024-01-01 01:00:00,M1,21,1\n", s_hours },
        { "units in names", " Time ,MACHINE,temp [°C],vib (mm/s)\n2024-01-01 00:00:00,M1,20,1\n2024-01-01 01:00:00,M1,21,1\n", s_hours },
        { "line of units", "time,machine,temp,vib\n-,-,[°C],[mm/s]\n2024-01-01 00:00:00,M1,20,1\n2024-01-01 01:00:00,M1,21,1\n", s_hours },
        { "preamble",
            "Report of plant 7\n# by me, 2024\n\ntime;machine;temp;vib\n2024-01-01 00:00:00;M1;20;1\n2024-01-01 01:00:00;M1;21;1\n",
            s_hours },
        { "comments",
            "# a\n// b, c\n; d\ntime,machine,temp,vib\n2024-01-01 00:00:00,M1,20,1\n# e\n2024-01-01 01:00:00,M1,21,1\n", s_hours },
        { "sep=", "sep=;\r\ntime;machine;temp;vib\r\n2024-01-01 00:00:00;M1;20;1\r\n2024-01-01 01:00:00;M1;21;1\r\n", s_hours },
        { "bars, quotes and carriage returns",
            "\uFEFF\"time\"|\"machine\"|\"temp\"|\"vib\"\r"
            + "\"2024-01-01 00:00:00\"|\"M1\"|\"20\"|\"1\"\r\"2024-01-01 01:00:00\"|\"M1\"|\"21\"|\"1\"\r",
            s_hours },
        { "unused and empty columns",
            "x,time,machine,,temp,vib,x\n1,2024-01-01 00:00:00,M1,,20,1,2\n1,2024-01-01 01:00:00,M1,,21,1,2\n,,,,,,\n",
            s_hours },
        { "one sensor only", "time,machine,temp\n2024-01-01 00:00:00,M1,20\n", ["M1 2024-01-01 00:00:00 20 NaN"] },
        { "words for missing", "time,machine,temp,vib\n2024-01-01 00:00:00,M1,I/O Timeout,1\n2024-01-01 01:00:00,M1,21,#DIV/0!\n",
            ["M1 2024-01-01 00:00:00 NaN 1", "M1 2024-01-01 01:00:00 21 NaN"] },
        { "ticks", "time,machine,temp,vib\n2024-01-01 00:00:00.1234567,M1,20,1\n", ["M1 2024-01-01 00:00:00.1234567 20 1"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task It_is_read(string form, string text, string[] expected)
    {
        await using var host = await IngestionHost.StartAsync();
        await using var packed = await IngestionHost.StartAsync(options: ("SliceBytes", 1));

        var result = await OwnPlant.IngestAsync(host, OwnPlant.Scenario, host.Write("telemetry.csv", text));
        await OwnPlant.IngestAsync(packed, OwnPlant.Scenario, packed.Write("telemetry.csv.gz", Gzip.Pack(text)));

        result.Quarantine.ShouldBeEmpty(form);
        (await OwnPlant.ReadingsAsync(host)).ShouldBe(expected, form);
        (await OwnPlant.ReadingsAsync(packed)).ShouldBe(expected, form);
    }

    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { "1,M1,21,1\n2,M1,22,1\n3,M1,23,1\n", "unreadable-times", "'1', '2', '3': numbers that are no times", "the time at which" },
        { "01/02/2024 00:00,M1,20,1\n03/02/2024 00:00,M1,21,1\n", "ambiguous-times",
            "'01/02/2024 00:00' may be 1 February 2024 or 2 January 2024", "time: { column: time, format: day-first }" },
        { "13/02/2024,M1,20,1\n02/13/2024,M1,21,1\n01/02/2024,M1,21,1\n", "ambiguous-times", "dates with the month first", "one form" },
        { "13.01.24 00:00,M1,20,1\n14.01.24 00:00,M1,21,1\n", "unreadable-times", "two digits", "format: \"dd.MM.yy HH:mm\"" },
        { "2024-01-01 00:00 CET,M1,20,1\n", "unreadable-times", "abbreviations of zones", "zone: Europe/Berlin" },
        { "45292,M1,20,1\n45293,M1,20,1\n", "unreadable-times", "days of a workbook", "format: excel" },
        { "1.7E+09,M1,20,1\n", "unreadable-times", "a spreadsheet has shortened", "as text or as dates" },
        { "noon,M1,20,1\n", "unreadable-times", "no times that are understood", "2024-01-31 06:00:00" },
        { "2024-01-01,M1,\"1,234\",\"2,345\"\n", "ambiguous-numbers", "'1,234' may be 1.234 or 1234", "decimal: \",\"" },
        { "2024-01-01,M1,20,5,1\n2024-01-02,M1,21,5,1\n", "other-fields", "such as line 2", "decimal commas" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task What_stays_open_is_told_with_what_settles_it(string rows, string code, string cause, string remedy)
    {
        await using var host = await IngestionHost.StartAsync();

        var run = await OwnPlant.RunAsync(host, OwnPlant.Scenario, host.Write("telemetry.csv", "time,machine,temp,vib\n" + rows));

        run.Error.ShouldNotBeNull().Code.ShouldBe(code);
        run.Error.Message.ShouldContain(cause);
        run.Error.Remedy.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("2024-01-01;M1;20,25;1.5\n2024-01-02;M1;20,5;1.5\n2024-01-03;M1;20,5;1.5\n", "are decimal commas", "decimal: \",\"")]
    [InlineData("2024-01-01;M1;off;1\n2024-01-02;M1;off;1\n2024-01-03;M1;1;1\n", "are no numbers", "missing: [\"off\"]")]
    [InlineData("2024-01-01;M1;1;1\n2024-01-02;M1;1;1\n01.01.24 06:00;M1;1;1\n", "two digits", "format: \"dd.MM.yy HH:mm\"")]
    public async Task A_file_over_its_budget_is_told_with_what_settles_it(string rows, string cause, string remedy)
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 0.05));

        var scenario = OwnPlant.Scenario + (rows.Contains("20,5") ? "decimal: '.'\n" : "");

        var run = await OwnPlant.RunAsync(host, scenario, host.Write("telemetry.csv", "time;machine;temp;vib\n" + rows));

        run.Error.ShouldNotBeNull().Message.ShouldContain(cause);
        run.Error.Remedy.ShouldContain(remedy);
        run.Error.Remedy.ShouldContain("allow a larger share");
    }

    [Theory]
    [InlineData("2024-01-01 00:00:00,M1,20,1\n2024-01-02 00:00:00,M1,21,1\n", "values and no names", "Add a first line")]
    [InlineData("time,machine,temp [F],vib\n", "has temp in F, and the scenario has it in C",
        "aliases: [{ name: \"temp [F]\", factor: 0.5555556, offset: -17.7777778 }]")]
    public async Task A_header_that_does_not_fit_is_told(string text, string cause, string remedy)
    {
        await using var host = await IngestionHost.StartAsync();

        var run = await OwnPlant.RunAsync(host, OwnPlant.Scenario, host.Write("telemetry.csv", text));

        run.Error.ShouldNotBeNull().Message.ShouldContain(cause);
        run.Error.Remedy.ShouldContain(remedy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_head_leaves_open_the_last_row_settles(bool isPacked)
    {
        await using var host = await IngestionHost.StartAsync(options: ("SliceBytes", 5_000));
        var rows = Enumerable.Range(0, 8_000).Select(row =>
            $"0{1 + (row / 24 % 9)}/0{1 + (row / 216 % 9)}/{2000 + (row / 1944)} {row % 24:00}:00;M1;{row};1\n");
        var text = "time;machine;temp;vib\n" + string.Concat(rows) + "13/09/2023 00:00;M1;7,25;1\n";
        text.Length.ShouldBeGreaterThan(3 << 16);

        var run = await OwnPlant.RunAsync(
            host, OwnPlant.Scenario.Replace("2000]", "9000]"),
            isPacked ? host.Write("telemetry.csv.gz", Gzip.Pack(text)) : host.Write("telemetry.csv", text));

        run.Error.ShouldBeNull();
        var file = RunTracker.PlanOf<IngestPlan>(run).Files.ShouldHaveSingleItem();
        file.Layout!.Time.Form.ShouldBe(TimeForm.DayFirst);
        file.Layout.Columns.ShouldNotBeNull()[0].Form.ShouldBe(NumberForm.Comma);
        (file.Slices.Count > 20).ShouldBe(!isPacked);
        var readings = await OwnPlant.ReadingsAsync(host);
        readings.Count.ShouldBe(8_001);
        readings.ShouldContain("M1 2023-09-13 00:00:00 7.25 1");
        readings.ShouldContain("M1 2000-01-02 03:00:00 27 1");
    }

    [Theory]
    [InlineData(20_000, "")]
    [InlineData(60_000, "a preamble\n")]
    public async Task A_header_can_be_wide(int columns, string preamble)
    {
        await using var host = await IngestionHost.StartAsync();
        var header = $"time,{string.Concat(Enumerable.Range(0, columns).Select(column => $"unused{column},"))}machine,temp,vib\n";
        var row = $"2024-01-01,{new string(',', columns)}M1,20,1\n";
        header.Length.ShouldBeGreaterThan(1 << 17);

        await OwnPlant.IngestAsync(host, OwnPlant.Scenario, host.Write("telemetry.csv", preamble + header + row));

        (await OwnPlant.ReadingsAsync(host)).ShouldBe(["M1 2024-01-01 00:00:00 20 1"]);
    }

    [Fact]
    public async Task A_guess_is_told()
    {
        await using var host = await IngestionHost.StartAsync();

        var result = await OwnPlant.IngestAsync(
            host, OwnPlant.Scenario, host.Write("telemetry.csv", "time,machine,temp,vib\n1/2/2024 1:00:00 AM,M1,20,1\n"));

        (await OwnPlant.ReadingsAsync(host)).ShouldBe(["M1 2024-01-02 01:00:00 20 1"]);
        result.Notices.Select(notice => notice.Code).ShouldContain("month-first");
    }

    [Theory]
    [InlineData("time,machine,temp,vib\n,,[°C],mm/s\n2024-01-01,M1,20,1\n", true)]
    [InlineData("time,machine,temp,vib\nnoon,M1,Bad,Bad\n2024-01-01,M1,20,1\n2024-01-02,M1,20,1\n", false)]
    [InlineData("time,machine,temp,vib\nnoon,pump,1,Bad\n2024-01-01,M1,20,1\n2024-01-02,M1,20,1\n", false)]
    public async Task A_line_of_units_is_passed_over_with_a_notice_and_a_bad_row_is_not(string text, bool isUnits)
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 1));

        var result = await OwnPlant.IngestAsync(host, OwnPlant.Scenario, host.Write("telemetry.csv", text));

        result.Notices.Any(notice => notice.Code == "units-line").ShouldBe(isUnits);
        result.Sources[0].Quarantined.ShouldBe(isUnits ? 0 : 1);
    }

    [Fact]
    public async Task Machines_and_events_are_judged_too()
    {
        await using var host = await IngestionHost.StartAsync();
        host.Write("m/machines.csv", "machine;power;since\nM1;1.234,5;31.12.2023\n");
        host.Write("m/failures.csv", "Machine;Time;Part\nM1;13/02/2024 06:00;pump\n");

        await OwnPlant.IngestAsync(host, OwnPlant.Scenario, host.Folder["files/m"]);

        var machine = (await host.Services.Store.Machines.ListAsync("plant", TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        machine.Attributes["power"].ShouldBe("1234.5");
        machine.Attributes["since"].ShouldStartWith("2023-12-31");
        (await OwnPlant.FailuresAsync(host)).ShouldBe(["M1 2024-02-13 06:00:00 pump"]);
    }
}

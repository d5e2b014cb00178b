namespace Presage.Tests.Ingestion.Planning;

/// <summary>Files whose form the scenario declares.</summary>
public sealed class DeclaredFormatsTests
{
    public static TheoryData<string, string, string, string, string[]> Files => new()
    {
        { "time: time", "time: { column: time, format: day-first }", "telemetry.csv", "time,machine,temp,vib\n01/02/2024 06:00,M1,20,1\n",
            ["M1 2024-02-01 06:00:00 20 1"] },
        { "time: time", "time: { column: time, format: month-first }", "telemetry.csv", "time,machine,temp,vib\n01/02/2024,M1,20,1\n",
            ["M1 2024-01-02 00:00:00 20 1"] },
        { "time: time", "time: { column: time, format: excel }", "telemetry.csv", "time,machine,temp,vib\n45292,M1,20,1\n",
            ["M1 2024-01-01 00:00:00 20 1"] },
        { "time: time", "time: { column: time, format: 'dd.MM.yy HH:mm' }", "telemetry.csv",
            "time,machine,temp,vib\n13.01.24 06:05,M1,20,1\n",
            ["M1 2024-01-13 06:05:00 20 1"] },
        { "time: time", "time: { date: day, time: clock }", "telemetry.csv", "day;clock;machine;temp;vib\n13.01.2024;06:05:30;M1;20,5;1\n",
            ["M1 2024-01-13 06:05:30 20.5 1"] },
        { "time: time", "time: { date: day, time: clock, zone: Europe/Berlin }", "telemetry.csv",
            "day,clock,machine,temp,vib\n2024-07-01,02:30,M1,20,1\n", ["M1 2024-07-01 00:30:00 20 1"] },
        { "time: time", "time: { column: time, zone: America/New_York }", "telemetry.csv",
            "time,machine,temp,vib\n2024-01-01 01:00 EST,M1,20,1\n2024-07-01T01:00Z,M1,21,1\n",
            ["M1 2024-01-01 06:00:00 20 1", "M1 2024-07-01 01:00:00 21 1"] },
        { "time: time", "time: { column: time, aliases: [timestamp] }\ndecimal: ','", "telemetry.csv",
            "Timestamp,machine,temp,vib\n2024-01-01,M1,\"1,234\",\"2,345\"\n", ["M1 2024-01-01 00:00:00 1.234 2.345"] },
        { "time: time", "time: time\ndecimal: '.'", "telemetry.csv", "time,machine,temp,vib\n2024-01-01,M1,\"1,234\",2\n",
            ["M1 2024-01-01 00:00:00 1234 2"] },
        { "time: time", "time: time\nmissing: [broken, -999]", "telemetry.csv",
            "time,machine,temp,vib\n2024-01-01,M1,-999.0,broken\n2024-01-02,M1,1,BROKEN\n",
            ["M1 2024-01-02 00:00:00 1 NaN"] },
        { "unit: C,", "unit: C, missing: [-1], aliases: [t1, { name: 'temp [F]', factor: 0.5, offset: -16 }],", "telemetry.csv",
            "time,machine,temp [F],vib\n2024-01-01,M1,100,-1\n2024-01-02,M1,-1,2\n",
            ["M1 2024-01-01 00:00:00 34 -1", "M1 2024-01-02 00:00:00 NaN 2"] },
        { "entity: machine", "entity: { file-name: 'telemetry-*' }", "telemetry-M7.csv", "time,temp,vib\n2024-01-01,20,1\n",
            ["M7 2024-01-01 00:00:00 20 1"] },
        { "entity: machine", "entity: { column: machine, file-name: '*' }", "telemetry_M8.csv.gz", "time,temp,vib\n2024-01-01,20,1\n",
            ["telemetry_M8 2024-01-01 00:00:00 20 1"] },
        { "entity: machine", "entity: { file-name: 'machine=*' }", "machine=M9/telemetry.csv", "time,temp,vib\n2024-01-01,20,1\n",
            ["M9 2024-01-01 00:00:00 20 1"] },
        { "entity: machine", "entity: { column: device, aliases: [unit], file-name: '*' }", "telemetry.csv",
            "time,UNIT,temp,vib\n2024-01-01,M2,20,1\n", ["M2 2024-01-01 00:00:00 20 1"] },
        { "file: telemetry }", "file: telemetry, layout: long, sensor: tag, value: reading }", "telemetry.csv",
            "time;machine;tag;reading\n2024-01-01;M1;Temp;20,5\n2024-01-01;M1;vib [mm/s];1\n2024-01-02;M1;vib;2\n",
            ["M1 2024-01-01 00:00:00 20.5 1", "M1 2024-01-02 00:00:00 NaN 2"] },
        { "file: telemetry }", "file: telemetry, time: { column: at, format: seconds }, entity: id, decimal: ',' }", "telemetry.csv",
            "at;id;temp;vib\n1704067200;M1;1,234;2,345\n", ["M1 2024-01-01 00:00:00 1.234 2.345"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task It_is_read(string plain, string declared, string name, string text, string[] expected)
    {
        await using var host = await IngestionHost.StartAsync();
        OwnPlant.Scenario.ShouldContain(plain);
        if (name.EndsWith(".gz", StringComparison.Ordinal))
            host.Write($"own/{name}", Gzip.Pack(text));
        else
            host.Write($"own/{name}", text);

        await OwnPlant.IngestAsync(host, OwnPlant.Scenario.Replace(plain, declared), host.Folder["files/own"]);

        (await OwnPlant.ReadingsAsync(host)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_file_whose_name_does_not_say_the_machine_is_told()
    {
        await using var host = await IngestionHost.StartAsync();
        var scenario = OwnPlant.Scenario.Replace("entity: machine", "entity: { file-name: 'telemetry-*' }");

        var run = await OwnPlant.RunAsync(host, scenario, host.Write("telemetry.csv", "time,temp,vib\n2024-01-01,20,1\n"));

        run.Error.ShouldNotBeNull().Code.ShouldBe("nameless-machine");
        run.Error.Message.ShouldContain("telemetry-*");
    }

    [Theory]
    [InlineData(false, 1 << 20)]
    [InlineData(false, 60)]
    [InlineData(true, 60)]
    public async Task An_hour_that_the_clocks_showed_twice_is_told_by_the_order_of_rows(bool isPacked, int sliceBytes)
    {
        await using var host = await IngestionHost.StartAsync(options: [("SliceBytes", sliceBytes), ("ErrorBudget", 1)]);
        string[] rows =
        [
            "2024-10-27 01:30,M1,1,1", "2024-10-27 02:00,M1,2,1", "2024-10-27 02:00,M2,2,1", "2024-10-27 02:30,M1,3,1",
            "2024-10-27 02:00,M1,4,1", "2024-10-27 02:30,M1,5,1", "2024-10-27 03:00,M1,6,1", "2024-10-27 03:00,M2,3,1",
            "2024-03-31 02:30,M3,1,1", "2024-03-31 03:00,M3,2,1",
            "2024-10-27 02:00,M4,1,1", "2024-10-27 02:00,M4,2,1", "2024-10-27 03:00,M4,3,1",
        ];
        var text = "time,machine,temp,vib\n" + string.Concat(rows.Select(row => row + "\n"));
        var scenario = OwnPlant.Scenario.Replace("time: time", "time: { column: time, zone: Europe/Berlin }");

        var result = await OwnPlant.RunAsync(
            host, scenario, isPacked ? host.Write("telemetry.csv.gz", Gzip.Pack(text)) : host.Write("telemetry.csv", text));

        (await OwnPlant.ReadingsAsync(host)).ShouldBe(
        [
            "M1 2024-10-26 23:30:00 1 1", "M1 2024-10-27 00:00:00 2 1", "M1 2024-10-27 00:30:00 3 1", "M1 2024-10-27 01:00:00 4 1",
            "M1 2024-10-27 01:30:00 5 1", "M1 2024-10-27 02:00:00 6 1", "M2 2024-10-27 02:00:00 3 1", "M3 2024-03-31 01:00:00 2 1",
            "M4 2024-10-27 00:00:00 1 1", "M4 2024-10-27 01:00:00 2 1", "M4 2024-10-27 02:00:00 3 1",
        ]);
        var refused = await host.Services.Store.Quarantine.ReadAsync(result.Id, 10, TestContext.Current.CancellationToken);
        refused.Select(row => $"{row.Line} {row.Reason}").Order().ShouldBe(["10 skipped-hour", "4 repeated-hour"]);
    }

    [Fact]
    public async Task Flags_of_the_telemetry_are_failures_where_they_rise()
    {
        await using var host = await IngestionHost.StartAsync(options: ("SliceBytes", 60));
        var scenario = OwnPlant.Scenario.Replace(
            "failures: { file: failures, code: part }", "failures: { flags: { pump: pump_failed, seal: seal_failed } }");
        const string Text =
            """
            time,machine,temp,vib,pump_failed,seal_failed
            2024-01-01 00:00,M1,20,1,0,0
            2024-01-01 00:00,M2,20,1,1,0
            2024-01-01 01:00,M1,21,1,1,1
            2024-01-01 02:00,M1,22,1,1,
            2024-01-01 03:00,M1,23,1,0,1
            2024-01-01 04:00,M1,24,1,1,false
            2024-01-01 05:00,M1,25,1,1,TRUE
            2024-01-01 06:00,M1,26,1,0,0
            """;

        var result = await OwnPlant.IngestAsync(host, scenario, host.Write("telemetry.csv", Text));

        (await OwnPlant.FailuresAsync(host)).ShouldBe(
        [
            "M2 2024-01-01 00:00:00 pump", "M1 2024-01-01 01:00:00 pump", "M1 2024-01-01 01:00:00 seal", "M1 2024-01-01 04:00:00 pump",
            "M1 2024-01-01 05:00:00 seal",
        ], ignoreOrder: true);
        (await OwnPlant.ReadingsAsync(host)).Count.ShouldBe(8);
        result.Sources.Select(source => (source.Source, source.Read, source.Written, source.Quarantined)).ShouldBe(
            [("failures", 5, 5, 0), ("telemetry", 8, 8, 0)]);
        result.Notices.ShouldNotContain(notice => notice.Code == "columns-ignored");
    }

    [Fact]
    public async Task Flags_can_stand_in_a_file_of_their_own()
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", 1));
        var scenario = OwnPlant.Scenario.Replace("code: part }", "flags: { pump: broken } }");

        var run = await OwnPlant.RunAsync(
            host, scenario, host.Write("failures.csv", "time,machine,broken\n2024-01-01,M1,1\n2024-01-02,M1,maybe\n2024-01-03,M1,1\n"));

        (await OwnPlant.FailuresAsync(host)).ShouldBe(["M1 2024-01-01 00:00:00 pump"]);
        (await host.Services.Store.Quarantine.ReadAsync(run.Id, 10, TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem().Reason.ShouldBe("unparsable: broken");
    }
}

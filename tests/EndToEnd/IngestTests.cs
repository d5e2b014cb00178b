using System.Text.Json;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

public sealed class IngestTests
{
    [Fact]
    public async Task Real_records_are_counted_and_are_duplicates_the_second_time()
    {
        using var workspace = new Workspace();

        var first = (await workspace.RunAsync("ingest", "plant", RealRecords.Twenty, "--json")).Done();
        var second = (await workspace.RunAsync("ingest", "plant", RealRecords.Twenty, "--json")).Done();

        Counts(first, "written").ShouldBe("telemetry 43200, errors 211, maintenance 208, failures 42, machines 20");
        Counts(first, "duplicate").ShouldBe("telemetry 0, errors 0, maintenance 0, failures 0, machines 0");
        Counts(second, "written").ShouldBe("telemetry 0, errors 0, maintenance 0, failures 0, machines 0");
        Counts(second, "duplicate").ShouldBe("telemetry 43200, errors 211, maintenance 208, failures 42, machines 20");
    }

    [Fact]
    public async Task Records_without_telemetry_are_kept_with_a_notice_and_cannot_be_trained_on()
    {
        using var workspace = new Workspace();

        var ingest = (await workspace.RunAsync("ingest", "fleet", RealRecords.EventsOnly, "--json")).Done();
        var train = await workspace.RunAsync("train", "fleet", "--from", "2015-01-01", "--to", "2015-06-01");

        Counts(ingest, "written").ShouldBe("errors 3919, maintenance 3286, failures 761, machines 100");
        ingest.Document.GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("code").GetString())
            .ShouldContain("no-telemetry");
        train.Failed(1, "no readings");
    }

    [Fact]
    public async Task Bad_rows_are_quarantined_with_file_and_line_and_the_counts_add_up()
    {
        using var workspace = new Workspace();
        workspace.Write("files/PdM_telemetry.csv", """
            datetime,machineID,volt,rotate,pressure,vibration
            2015-01-01 06:00:00,1,170,450,100,40
            oops,1,170,450,100,40
            2015-01-01 08:00:00,1,170,450,100,40

            """);

        var ingest = (await workspace.RunAsync("ingest", "small", "files", "--error-budget", "50%", "--json")).Done();

        var telemetry = ingest.Document.GetProperty("sources").EnumerateArray()
            .Single(source => source.GetProperty("source").GetString() == "telemetry");
        telemetry.GetProperty("read").GetInt64().ShouldBe(3);
        telemetry.GetProperty("written").GetInt64().ShouldBe(2);
        telemetry.GetProperty("quarantined").GetInt64().ShouldBe(1);
        var line = ingest.Document.GetProperty("quarantine").EnumerateArray().Single();
        line.GetProperty("line").GetInt64().ShouldBe(3);
        line.GetProperty("file").GetString()!.ShouldEndWith("PdM_telemetry.csv");
    }

    [Fact]
    public async Task More_bad_rows_than_the_error_budget_fail_the_command()
    {
        using var workspace = new Workspace();
        workspace.Write("files/PdM_telemetry.csv", """
            datetime,machineID,volt,rotate,pressure,vibration
            2015-01-01 06:00:00,1,170,450,100,40
            oops,1,170,450,100,40

            """);

        var ingest = await workspace.RunAsync("ingest", "small", "files", "--error-budget", "5%");

        ingest.Failed(1, "1 of 2");
        ingest.Sentence.ShouldContain("5.0 %");
    }

    [Fact]
    public async Task One_refused_file_of_several_ends_with_an_exit_code_of_its_own_and_is_shown_with_the_run()
    {
        using var workspace = new Workspace();
        workspace.Write("files/PdM_telemetry.csv", """
            datetime,machineID,volt,rotate,pressure,vibration
            2015-01-01 06:00:00,1,170,450,100,40

            """);
        workspace.Write("files/PdM_failures.csv", "datetime,machineID,failure\n2015-01-01 06:00:00,1,comp1\nsoon,1,comp1\n");

        var ingest = await workspace.RunAsync("ingest", "small", "files");
        var runs = (await workspace.RunAsync("runs", "list")).Done();
        var list = (await workspace.RunAsync("runs", "list", "--json")).Done();
        var run = list.Document.GetProperty("runs")[0].GetProperty("id").GetString()!;
        var shown = (await workspace.RunAsync("runs", "show", run)).Done();

        ingest.ExitCode.ShouldBe(3);
        ingest.Out.ShouldContain("PdM_failures.csv:3: unparsable: datetime: soon,1,comp1");
        runs.Out.ShouldContain("succeeded with refusals");
        shown.Out.ShouldContain("PdM_failures.csv:3: unparsable: datetime: soon,1,comp1");
    }

    [Fact]
    public async Task Refused_rows_are_exported_mended_and_taken_after_all()
    {
        using var workspace = new Workspace();
        workspace.Write("files/PdM_telemetry.csv", """
            datetime,machineID,volt,rotate,pressure,vibration
            2015-01-01 06:00:00,1,170,450,100,40
            2015-01-01 O7:00:00,1,170,450,100,40
            2015-01-01 08:00:00,1,17o,450,100,40

            """);
        (await workspace.RunAsync("ingest", "small", "files", "--error-budget", "50%")).Done();
        (await workspace.RunAsync("quarantine", "export", "small", "--out", "refused.csv")).Done();
        var refused = File.ReadAllText(workspace.PathOf("refused.csv"));
        workspace.Write("refused.csv", refused.Replace("O7:", "07:").Replace("17o", "170"));

        var readmitted = (await workspace.RunAsync("quarantine", "readmit", "small", "refused.csv")).Done();
        var again = (await workspace.RunAsync("quarantine", "readmit", "small", "--json")).Done();
        var list = (await workspace.RunAsync("quarantine", "list", "small")).Done();

        readmitted.Out.ShouldContain("2 of 2 rows were taken, 0 are still refused");
        again.Document.GetProperty("sources").GetArrayLength().ShouldBe(0);
        list.Out.ShouldContain("Nothing was refused");
    }

    private static string Counts(Outcome ingest, string count)
    {
        string[] order = ["telemetry", "errors", "maintenance", "failures", "machines"];
        var sources = ingest.Document.GetProperty("sources").EnumerateArray()
            .ToDictionary(source => source.GetProperty("source").GetString()!);
        return string.Join(", ", order.Where(sources.ContainsKey).Select(source => Count(source, sources[source], count)));
    }

    private static string Count(string source, JsonElement element, string count) => $"{source} {element.GetProperty(count).GetInt64()}";
}

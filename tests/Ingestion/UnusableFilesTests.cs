using System.Text;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion;

public sealed class UnusableFilesTests
{
    public static TheoryData<string, string, byte[]> Files => new()
    {
        { "telemetry.csv", "empty-file", [] },
        { "telemetry.csv", "empty-file", "\uFEFF\n \n"u8.ToArray() },
        { "telemetry.csv", "missing-columns", "2015-01-01 06:00:00,1,170,450,100,40\n"u8.ToArray() },
        { "telemetry.csv", "missing-columns", "datetime,machineID,volts,rotation\n"u8.ToArray() },
        { "telemetry.csv", "ambiguous-columns", "datetime,machineID,volt,rotate,pressure,vibration,VOLT\n"u8.ToArray() },
        { "telemetry.csv", "no-header", Encoding.UTF8.GetBytes(new string('x', 2_000_000)) },
        { "telemetry.csv", "row-too-long", Encoding.UTF8.GetBytes($"{SmallPlant.TelemetryHeader}\n{new string('x', 2_000_000)}\n") },
        { "telemetry.csv", "not-text", [.. "a,b\n"u8, 0, 1, 2] },
        { "telemetry.csv", "not-text", [.. "PK"u8, 3, 4, 20, 0] },
        { "telemetry.csv", "not-text", [.. "PAR1"u8, 21, 4] },
        { "telemetry.csv", "not-text", "<!DOCTYPE html><html></html>"u8.ToArray() },
        { "telemetry.csv", "not-text", "[{\"datetime\": 1}]"u8.ToArray() },
        { "telemetry.csv", "pointer-file", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"u8.ToArray() },
        { "telemetry.csv", "not-utf8", Encoding.Unicode.GetBytes(SmallPlant.TelemetryHeader) },
        { "telemetry.csv", "not-utf8", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(SmallPlant.TelemetryHeader)] },
        { "telemetry.csv", "not-utf8", Encoding.Latin1.GetBytes("datetime,machineID,volt,rotate,pressure,vibration,größe\n") },
        { "telemetry.csv", "not-utf8", InLatin1(Enumerable.Repeat("2015-01-01,kühl-1,1,1,1,1", 30)) },
        { "telemetry.csv.gz", "not-gzip", Encoding.UTF8.GetBytes(SmallPlant.TelemetryHeader) },
        { "telemetry.csv.gz", "damaged-gzip", Gzip.Pack(SmallPlant.TelemetryText([]))[..20] },
        { "what.csv", "unrecognised-file", "a,b\n1,2\n"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_unusable_file_fails_the_run_before_anything_is_written(string name, string code, byte[] bytes)
    {
        await using var host = await IngestionHost.StartAsync();

        var run = await host.RunAsync(host.Write(name, bytes));

        run.Error.ShouldNotBeNull().Code.ShouldBe(code);
        run.Error.Message.ShouldContain(name);
        run.Error.Remedy.ShouldNotBeEmpty();
        (await host.Services.Store.DataSets.ListAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_unusable_file_among_others_is_refused_and_they_are_taken(string name, string code, byte[] bytes)
    {
        await using var host = await IngestionHost.StartAsync();
        var folder = new SmallPlant().Write(host);

        var run = await host.RunAsync(folder, host.Write(name, bytes));

        // What is named and of no known kind is a mistake of the request.
        if (code == "unrecognised-file")
        {
            run.Error.ShouldNotBeNull().Code.ShouldBe(code);
            return;
        }

        var result = Json.Read<IngestResult>(run.Result!);
        var refused = result.Refused.ShouldHaveSingleItem();
        (refused.File, refused.Code).ShouldBe((name, code));
        result.Sources.ShouldAllBe(source => source.Written == source.Read && source.Files == 1);
    }

    [Fact]
    public async Task Missing_columns_are_told_beside_those_that_are_there()
    {
        await using var host = await IngestionHost.StartAsync();

        var run = await host.RunAsync(host.Write("telemetry.csv", "datetime,machineID,volts,speed\n"));

        run.Error!.Message.ShouldContain("lacks the columns volt, rotate, pressure, vibration");
        run.Error.Message.ShouldContain("datetime, machineID, volts, speed");
    }

    [Fact]
    public async Task A_missing_file_and_a_folder_without_files_are_told()
    {
        await using var host = await IngestionHost.StartAsync();
        Directory.CreateDirectory(host.Folder["files/nothing"]);

        (await host.RunAsync(host.Folder["files/none.csv"])).Error!.Code.ShouldBe("missing-file");
        (await host.RunAsync(host.Folder["files/nothing"])).Error!.Code.ShouldBe("no-files");
        (await host.RunAsync()).Error!.Code.ShouldBe("no-files");
    }

    [Fact]
    public async Task In_a_folder_what_is_not_known_is_left_out_with_a_notice()
    {
        await using var host = await IngestionHost.StartAsync();
        var folder = new SmallPlant().Write(host);
        host.Write("plain/notes.csv", "a,b\n1,2\n");
        host.Write("plain/nothing.csv", "");
        host.Write("plain/README.md", "about");

        var result = await host.IngestAsync(folder);

        result.Notices.ShouldBe(
        [
            new Notice("file-not-read", "notes.csv was not read: neither its name nor its columns say what it is."),
            new Notice("file-not-read", "nothing.csv was not read: neither its name nor its columns say what it is."),
        ]);
    }

    [Fact]
    public async Task Of_many_files_that_are_not_known_a_few_are_named()
    {
        await using var host = await IngestionHost.StartAsync();
        var folder = new SmallPlant().Write(host);
        for (var i = 10; i < 30; i++)
            host.Write($"plain/notes{i}.csv", "a,b\n1,2\n");

        var result = await host.IngestAsync(folder);

        result.Notices.Count.ShouldBe(6);
        result.Notices[^1].ShouldBe(new Notice("file-not-read", "So it is with 15 more files."));
    }

    [Fact]
    public async Task A_file_of_the_scenario_that_cannot_be_opened_is_refused_and_the_others_are_taken()
    {
        await using var host = await IngestionHost.StartAsync();
        var folder = new SmallPlant().Write(host);
        File.CreateSymbolicLink(host.Folder["files/plain/telemetry-2.csv"], "annex/object");

        var result = await host.IngestAsync(folder);

        result.Notices.ShouldHaveSingleItem().Code.ShouldBe("files-refused");
        result.Refused.ShouldHaveSingleItem().Message.ShouldContain("is a link to a file that is not there");
        result.Sources.Single(source => source.Source == "telemetry").Written.ShouldBe(150);
    }

    [Fact]
    public async Task Of_a_folder_without_tables_it_is_told_what_lies_there()
    {
        await using var host = await IngestionHost.StartAsync();
        host.Write("plain/telemetry.parquet", "PAR1");
        host.Write("plain/old/book.xlsx", "PK");
        host.Write("plain/README.md", "about");
        host.Write("plain/notes.txt", "about it\n");

        var run = await host.RunAsync(host.Folder["files/plain"]);

        run.Error!.Code.ShouldBe("no-files");
        run.Error.Message.ShouldContain("telemetry.parquet is a Parquet file: export it as CSV");
        run.Error.Message.ShouldContain("old/book.xlsx is an Excel workbook: export it as CSV");
        run.Error.Message.ShouldContain("README.md");
        run.Error.Message.ShouldContain("notes.txt was not read");
    }

    [Fact]
    public async Task What_is_of_another_kind_in_a_folder_is_told_and_stops_nothing()
    {
        await using var host = await IngestionHost.StartAsync();
        var folder = new SmallPlant().Write(host);
        host.Write("plain/extra.parquet", "PAR1");
        File.CreateSymbolicLink(host.Folder["files/plain/loop.csv"], "loop.csv");

        var result = await host.IngestAsync(folder);

        var notice = result.Notices.ShouldHaveSingleItem();
        notice.Code.ShouldBe("files-passed-over");
        notice.Message.ShouldContain("extra.parquet is a Parquet file");
        notice.Message.ShouldContain("go round in a circle");
    }

    [Fact]
    public async Task Folders_archives_other_endings_and_UTF_16_give_what_the_plain_files_give()
    {
        await using var plain = await IngestionHost.StartAsync();
        await using var host = await IngestionHost.StartAsync();
        var plant = new SmallPlant();
        await plain.IngestAsync(plant.Write(plain));
        foreach (var (name, text) in plant.Files())
        {
            if (name.Contains("telemetry"))
                host.Write(
                    "all/telemetry/date=2015-01-01/part-0.txt",
                    [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]);
            else
                host.Write($"all/{name}.zip", Zip.Pack((name, text)));
        }

        var result = await host.IngestAsync(host.Folder["files/all"]);

        result.Notices.ShouldBeEmpty();
        (await StoreContents.OfAsync(host)).ShouldBe(await StoreContents.OfAsync(plain));
    }

    [Fact]
    public async Task A_file_is_recognised_by_its_columns_where_its_name_says_nothing()
    {
        const string Rows = "datetime,machineID,errorID,who\n2015-01-01 06:00:00,1,error1,me\n";
        await using var host = await IngestionHost.StartAsync();

        var result = await host.IngestAsync(host.Write("export (3).csv", Rows));

        result.Sources.ShouldHaveSingleItem().Source.ShouldBe("errors");
        result.Notices.Select(notice => notice.Message).ShouldContain("export (3).csv: columns without a use were ignored: who.");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    public async Task A_compressed_file_that_is_cut_off_fails_the_run_and_can_be_read_again_whole(int cut)
    {
        await using var host = await IngestionHost.StartAsync();
        await using var whole = await IngestionHost.StartAsync();
        var text = SmallPlant.TelemetryText(new SmallPlant(hours: 2_000).Telemetry);
        var packed = Gzip.Pack(text);

        var run = await host.RunAsync(host.Write("telemetry.csv.gz", packed[..^cut]));
        await host.IngestAsync(host.Write("telemetry.csv.gz", packed));
        await whole.IngestAsync(whole.Write("telemetry.csv", text));

        run.State.ShouldBe(RunState.Failed);
        run.Error!.Code.ShouldBe("damaged-gzip");
        (await StoreContents.OfAsync(host)).ShouldBe(await StoreContents.OfAsync(whole));
    }

    [Theory]
    [InlineData("MaximumFileBytes", 1_000, "file-too-large")]
    [InlineData("MaximumRows", 100, "too-many-rows")]
    [InlineData("MaximumRowBytes", 60, "row-too-long")]
    public async Task Limits_are_kept(string option, int value, string code)
    {
        await using var host = await IngestionHost.StartAsync(options: (option, value));
        var text = SmallPlant.TelemetryText(new SmallPlant().Telemetry);

        (await host.RunAsync(host.Write("telemetry.csv", text))).Error!.Code.ShouldBe(code);
        (await host.RunAsync(host.Write("telemetry.csv.gz", Gzip.Pack(text)))).Error!.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("ErrorBudget", 2)]
    [InlineData("SliceBytes", 0)]
    [InlineData("Concurrency", 0)]
    public async Task Options_out_of_range_are_told_at_the_start(string option, int value)
    {
        var error = await Should.ThrowAsync<PresageException>(() => IngestionHost.StartAsync(options: (option, value)));

        error.Message.ShouldContain($"Ingestion:{option}");
    }

    [Fact]
    public async Task A_file_that_unpacks_to_far_more_than_it_is_is_refused()
    {
        await using var host = await IngestionHost.StartAsync(options: ("MaximumDecompressionRatio", 20));
        var text = SmallPlant.TelemetryHeader + "\n" + string.Concat(Enumerable.Repeat(new string(' ', 1_000) + "\n", 20_000));

        (await host.RunAsync(host.Write("telemetry.csv.gz", Gzip.Pack(text)))).Error!.Code.ShouldBe("decompression-ratio");
    }

    private static byte[] InLatin1(IEnumerable<string> rows) => Encoding.Latin1.GetBytes(SmallPlant.TelemetryText(rows));
}

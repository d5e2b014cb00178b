using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

public sealed class BadFileTests(Plant plant)
{
    private const string Header = "datetime,machineID,volt,rotate,pressure,vibration\n";

    public static TheoryData<string, string, byte[]> Unusable => new()
    {
        { "an empty file", "PdM_telemetry.csv", [] },
        { "a picture", "PdM_telemetry.csv", [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 1, 0] },
        { "a table of something else", "PdM_telemetry.csv", [.. "name,price\napple,3\n"u8] },
        { "a broken archive", "PdM_telemetry.csv.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5] },
        { "text with garbage that is not UTF-8", "PdM_telemetry.csv",
            [.. "datetime,machineID,volt\n2015-01-01 06:00:00,1,"u8, 0xff, 0xfe, 0x80, 0x0a] },
        { "a file with a name of no source", "notes.txt", [.. "hello\n"u8] },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_file_that_cannot_be_used_is_one_clear_error_and_leaves_the_store_as_it_was(string what, string name, byte[] content)
    {
        using var workspace = await plant.CopyAsync();
        var file = workspace.PathOf(name);
        await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);

        var ingest = await workspace.RunAsync("ingest", "plant", file);

        ingest.Failed(1, name);
        ingest.Error.TrimEnd().Split('\n').Length.ShouldBeLessThanOrEqualTo(5, what);
        (await workspace.PredictionsAsync("march")).ShouldBe(await plant.PredictionsAsync());
        (await RescoredAsync(workspace)).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_cut_within_a_row_keeps_the_whole_rows_and_quarantines_the_rest()
    {
        using var workspace = new Workspace();
        workspace.Write("PdM_telemetry.csv", Header + "2015-01-01 06:00:00,1,170,450,100,40\n2015-01-01 07:00:00,1,170,45");

        var ingest = (await workspace.RunAsync("ingest", "cut", "PdM_telemetry.csv", "--error-budget", "50%", "--json")).Done();

        var telemetry = ingest.Document.GetProperty("sources").EnumerateArray()
            .Single(source => source.GetProperty("source").GetString() == "telemetry");
        telemetry.GetProperty("written").GetInt64().ShouldBe(1);
        telemetry.GetProperty("quarantined").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_file_with_garbage_in_the_middle_quarantines_the_garbage_only()
    {
        using var workspace = new Workspace();
        var file = workspace.Write(
            "PdM_telemetry.csv",
            Header + "2015-01-01 06:00:00,1,170,450,100,40\n#?,;%$ ,,\u00e4\u0007\n2015-01-01 08:00:00,1,170,450,100,40\n");

        var ingest = (await workspace.RunAsync("ingest", "garbage", file, "--error-budget", "50%", "--json")).Done();

        var telemetry = ingest.Document.GetProperty("sources").EnumerateArray()
            .Single(source => source.GetProperty("source").GetString() == "telemetry");
        telemetry.GetProperty("written").GetInt64().ShouldBe(2);
        telemetry.GetProperty("quarantined").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_one_clear_error()
    {
        using var workspace = new Workspace();

        var ingest = await workspace.RunAsync("ingest", "plant", "nowhere.csv");

        ingest.Failed(1, "nowhere.csv");
    }

    /// <summary>Rows that scoring again writes anew: none while the data is as it was.</summary>
    private static async Task<long> RescoredAsync(Workspace workspace)
    {
        var score = (await workspace.RunAsync([.. Plant.Score, "--json"])).Done();
        return score.Document.GetProperty("written").GetInt64();
    }
}

using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>What can be wrong with the disk and the store.</summary>
public sealed class StoreTroubleTests(Plant plant)
{
    [Fact]
    public async Task A_damaged_store_is_told()
    {
        using var workspace = new Workspace();
        workspace.Write("data/presage.db", "This is not a database, and never was one.");

        var train = await workspace.RunAsync(Plant.Train);

        train.Failed(1, "damaged");
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_told()
    {
        using var workspace = new Workspace();
        workspace.Write("data", "A file where the directory should be.");

        var ingest = await workspace.RunAsync("ingest", "plant", RealRecords.Twenty);

        ingest.Failed(1, "data is a file");
    }

    [Fact]
    public async Task A_full_disk_is_told_and_the_store_stays_as_it_was()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 1);
        using var workspace = await plant.CopyAsync();
        var data = Path.Combine(disk.Path, "data");

        using var process = workspace.StartWith(data, "ingest", "plant", RealRecords.Twenty);
        var ingest = await Workspace.EndAsync(process);
        using var runs = workspace.StartWith(data, "runs", "list");

        ingest.ExitCode.ShouldBe(1, ingest.Out);
        ingest.Sentence.ShouldContain("no room left");
        (await Workspace.EndAsync(runs)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_told()
    {
        using var workspace = await plant.CopyAsync();
        workspace.Write("folder/file", "");

        var report = await workspace.RunAsync("report", "march", "--out", "folder/file/report.html");

        report.ExitCode.ShouldBe(1);
        report.Error.ShouldNotContain("   at ");
    }
}

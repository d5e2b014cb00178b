using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Presage.Storage.Sqlite;
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
    public async Task A_store_that_another_program_holds_is_told_by_the_command_that_waits_for_it()
    {
        using var workspace = await plant.CopyAsync();
        Process train;
        string? said;
        using (Hold(workspace, "BEGIN IMMEDIATE"))
        {
            train = workspace.Start(Plant.Train);
            do
                said = await train.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            while (said?.StartsWith("The store ", StringComparison.Ordinal) == false);
        }

        said.ShouldNotBeNull().ShouldStartWith($"The store {Path.Combine(workspace.Data, SqliteStorage.FileName)} has been locked by ");
        (await Workspace.EndAsync(train)).Done();
        train.Dispose();
    }

    [Fact]
    public async Task Serve_that_waits_for_a_store_that_another_program_holds_ends_at_once_when_it_is_told_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM to send");
        using var workspace = await plant.CopyAsync();
        using var held = Hold(workspace, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
        using var serve = workspace.Start("serve", "--urls", $"http://127.0.0.1:{FreePorts.Take(1)[0]}");
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        using var signal = Process.Start("kill", ["-TERM", $"{serve.Id}"]);
        var ended = await Workspace.EndAsync(serve).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        ended.Done().Error.ShouldNotContain("Serving");
    }

    private static SqliteConnection Hold(Workspace workspace, string how)
    {
        var store = new SqliteConnection($"Data Source={Path.Combine(workspace.Data, SqliteStorage.FileName)};Pooling=False");
        store.Open();
        using var command = store.CreateCommand();
        command.CommandText = how;
        command.ExecuteNonQuery();
        return store;
    }

    [Fact]
    public async Task A_full_disk_is_told_and_the_store_stays_as_it_was()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 2);
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

using System.Globalization;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Storage.Sqlite;

public sealed class SqliteProcessTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public async Task A_process_killed_while_writing_leaves_whole_operations_and_a_sound_file(int batches)
    {
        using var process = OtherProcess.Start(OtherProcess.Writer, _directory.Path);
        var stored = -1;
        try
        {
            while (stored < batches)
                stored = int.Parse((await process.StandardOutput.ReadLineAsync(Cancellation))!, CultureInfo.InvariantCulture);
        }
        finally
        {
            process.Kill();
        }

        await process.WaitForExitAsync(Cancellation);

        using var store = new SqliteStore(_directory.Path);
        var integrity = await store.ReadAsync(session => session.First("PRAGMA integrity_check", row => row.GetString(0)), Cancellation);
        integrity.ShouldBe("ok");
        var telemetry = new SqliteTelemetry(store);
        var read = await telemetry.ReadAsync("plant", "7", 2, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, Cancellation);
        (read.Count % OtherProcess.ReadingsPerBatch).ShouldBe(0);
        read.Count.ShouldBeGreaterThanOrEqualTo((stored + 1) * OtherProcess.ReadingsPerBatch);
        (await telemetry.MergeAsync("plant", TimeSpan.FromDays(10), [OtherProcess.Batch(stored)], Cancellation))
            .ShouldBe(new(0, 0, OtherProcess.ReadingsPerBatch));
    }

    [Fact]
    public async Task Processes_that_open_a_new_store_at_once_create_it_once()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => OtherProcess.Start(OtherProcess.Starter, _directory.Path)).ToList();
        foreach (var process in processes)
            (await process.StandardOutput.ReadLineAsync(Cancellation)).ShouldBe("ready");

        foreach (var process in processes)
            await process.StandardInput.WriteLineAsync();

        foreach (var process in processes)
            await process.WaitForExitAsync(Cancellation);

        processes.ShouldAllBe(process => process.ExitCode == 0);
        using var store = new SqliteStore(_directory.Path);
        var runs = await new SqliteRuns(store).ListAsync(new(), null, 10, Cancellation);
        runs.Select(run => run.Id).ShouldBe(processes.Select(process => $"{process.Id}"), ignoreOrder: true);
        processes.ForEach(process => process.Dispose());
    }

    [Fact]
    public async Task Threads_that_open_a_new_store_at_once_create_it_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new SqliteStore(_directory.Path))));

        var counts = await Task.WhenAll(stores.Select(store => new SqliteDataSets(store).ListAsync(Cancellation)));

        counts.ShouldAllBe(datasets => datasets.Count == 0);
        Array.ForEach(stores, store => store.Dispose());
    }
}

using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Storage.Telemetry;
using Presage.Tests.Storage.Contracts;

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
    public async Task A_process_killed_while_deleting_leaves_a_rest_that_nobody_sees_and_that_the_same_deletion_removes()
    {
        await using var ports = new ServiceCollection().AddSqliteStorage(_directory.Path).BuildServiceProvider();
        var (predictions, datasets) = (ports.GetRequiredService<IPredictions>(), ports.GetRequiredService<IDataSets>());
        await FillAsync(ports, machines: 800);

        using var process = OtherProcess.Start(OtherProcess.Deleter, _directory.Path);
        try
        {
            while (await LeftAsync() is not { Series: < 700, Blocks: < 7_000 })
                process.HasExited.ShouldBeFalse();
        }
        finally
        {
            process.Kill();
        }

        await process.WaitForExitAsync(Cancellation);
        var (series, blocks) = await LeftAsync();
        series.ShouldBeInRange(1, 799);
        blocks.ShouldBeInRange(1, 7_999);
        (await predictions.FindAsync("march", Cancellation)).ShouldBeNull();
        (await datasets.FindAsync("plant", Cancellation)).ShouldBeNull();
        (await predictions.DeleteAsync("march", Cancellation))!.Predictions.ShouldBe(2 * series);
        (await datasets.DeleteAsync("plant", Cancellation))!.Readings.ShouldBe(24 * blocks);
        (await LeftAsync()).ShouldBe((0, 0));
        (await predictions.IsBeingDeletedAsync("march", Cancellation)).ShouldBeFalse();

        Task<(long Series, long Blocks)> LeftAsync() => ports.GetRequiredService<SqliteStore>().ReadAsync(
            session => session.First(
                "SELECT (SELECT count(*) FROM prediction_series), (SELECT count(*) FROM telemetry)",
                row => (row.GetInt64(0), row.GetInt64(1))),
            Cancellation);
    }

    private static async Task FillAsync(IServiceProvider ports, int machines)
    {
        var (predictions, moment) = (ports.GetRequiredService<IPredictions>(), DateTime.UnixEpoch);
        await predictions.EnsureAsync(new("march", "plant", ["comp1"], TimeSpan.FromHours(84), moment), Cancellation);
        await predictions.WriteAsync(
            "march",
            [
                .. Enumerable.Range(0, 2 * machines).Select(row => new Prediction(
                    $"{row / 2}", moment.AddHours(row % 2), [0.1], [0.5], null, [], "pump", 1, "r1", "f1")),
            ],
            Cancellation);
        await ports.GetRequiredService<IDataSets>().EnsureAsync(new("plant", "azure-pdm", "", "", moment), Cancellation);
        await ports.GetRequiredService<ITelemetry>().MergeAsync(
            "plant", TimeSpan.FromDays(1), [.. Enumerable.Range(0, machines).Select(machine => Readings.Of($"{machine}", 0, 240))],
            Cancellation);
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
    public async Task Who_waits_for_a_store_that_another_process_holds_says_so_once_and_whose_turn_it_is()
    {
        var said = new Sentences();
        await using var ports = new ServiceCollection().AddSingleton<IStoreWaits>(said).AddSqliteStorage(
            _directory.Path, SqliteSettings.Default with { LongWait = TimeSpan.FromSeconds(0.2) }).BuildServiceProvider();
        Task WriteAsync(string id) => Task.Run(() => ports.GetRequiredService<IRuns>().StartAsync(
            new(id, "ingest", "plant", "key", "{}", null, null, DateTime.UnixEpoch), Cancellation));
        await WriteAsync("before");
        using var process = OtherProcess.Start(OtherProcess.Holder, _directory.Path);
        (await process.StandardOutput.ReadLineAsync(Cancellation)).ShouldBe("held");

        var write = WriteAsync("meanwhile");
        var sentence = await said.First.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        write.IsCompleted.ShouldBeFalse();
        await process.StandardInput.WriteLineAsync();
        await write;
        await process.WaitForExitAsync(Cancellation);

        sentence.ShouldStartWith($"The store {_directory.File(SqliteStorage.FileName)} has been locked by ");
        sentence.ShouldEndWith("for 0.2 s; it is waited for up to 60 s.");
        if (File.Exists("/proc/locks"))
            sentence.ShouldContain($"(process {process.Id})");

        said.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Threads_that_open_a_new_store_at_once_create_it_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new SqliteStore(_directory.Path))));

        var counts = await Task.WhenAll(stores.Select(store => new SqliteDataSets(store).ListAsync(Cancellation)));

        counts.ShouldAllBe(datasets => datasets.Count == 0);
        Array.ForEach(stores, store => store.Dispose());
    }

    private sealed class Sentences : IStoreWaits
    {
        public TaskCompletionSource<string> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count { get; private set; }

        public void Waits(string sentence)
        {
            Count++;
            First.TrySetResult(sentence);
        }
    }
}

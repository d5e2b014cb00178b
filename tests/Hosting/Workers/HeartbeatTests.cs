using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Hosting;
using Presage.Hosting.Life;
using Presage.Hosting.Workers;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Hosting.Workers;

/// <summary>A process says in the store that it is there, what it is at, and how wrong its clock is.</summary>
public sealed class HeartbeatTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("presage-workers-");
    private readonly Sentences _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _log.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_process_is_in_the_store_with_what_it_is_at_and_is_gone_when_it_has_stopped()
    {
        using var process = Process(TimeProvider.System);
        await process.StartAsync(Cancellation);
        var there = await UntilAsync(process, worker => worker.State == "ready");
        process.Services.GetRequiredService<WorkerActivity>().Take("train-1", "trials", 3, there.Since);
        process.Services.GetRequiredService<WorkerActivity>().Plan("train-2", WorkerActivity.Slices, 1_200, 20_000);

        var busy = await UntilAsync(process, worker => worker.Slice is not null);

        (there.Service, there.Version).ShouldBe(("training", ProcessLife.Version));
        there.Id.ShouldStartWith($"{Environment.MachineName}-{Environment.ProcessId}-");
        busy.Slice.ShouldBe(new WorkerSlice("train-1", "trials", 3, there.Since, IsDone: false));
        busy.Planning.ShouldBe(new WorkerPlanning("train-2", "slices planned", 1_200, 20_000));
        (busy.Since, busy.Id).ShouldBe((there.Since, there.Id));

        await process.StopAsync(Cancellation);
        (await process.Services.GetRequiredService<IWorkers>().ListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_that_differs_by_more_than_seconds_is_a_notice_once_and_so_is_its_end()
    {
        var clock = new SetClock(TimeSpan.FromSeconds(-90));
        using var process = Process(clock);
        await process.StartAsync(Cancellation);
        var skewed = await UntilAsync(process, worker => worker.Skew is not null);
        var activity = process.Services.GetRequiredService<WorkerActivity>();
        activity.Touch();
        await UntilAsync(process, worker => worker.SeenAt > skewed.SeenAt);
        clock.Ahead = TimeSpan.Zero;
        activity.Touch();
        await UntilAsync(process, worker => worker.Skew!.Value.Duration() < TimeSpan.FromSeconds(5));
        await process.StopAsync(Cancellation);

        skewed.Skew!.Value.TotalSeconds.ShouldBe(-90, 2);
        (skewed.SeenAt - TimeProvider.System.GetUtcNow().UtcDateTime).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(30));
        var said = _log.All.Where(line => line.StartsWith("The clock", StringComparison.Ordinal)).ToList();
        said.Count.ShouldBe(2);
        said[0].ShouldMatch("^The clock of this process is (89|90|91)(\\.\\d)? s behind the store's; set the clocks");
        said[1].ShouldBe("The clock of this process agrees with the store's again");
    }

    [Fact]
    public async Task What_killed_processes_said_is_forgotten_after_a_day()
    {
        using var process = Process(TimeProvider.System);
        var workers = process.Services.GetRequiredService<IWorkers>();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await workers.SayAsync(new WorkerRecord("old", "training", "0.1.0", "ready", now.AddDays(-3), now.AddDays(-2)), Cancellation);
        await workers.SayAsync(new WorkerRecord("new", "training", "0.1.0", "ready", now.AddDays(-3), now.AddHours(-2)), Cancellation);

        await process.StartAsync(Cancellation);
        await UntilAsync(
            process, worker => worker.State == "ready" && worker.Id.StartsWith(Environment.MachineName, StringComparison.Ordinal));
        await process.StopAsync(Cancellation);

        (await workers.ListAsync(Cancellation)).ShouldHaveSingleItem().Id.ShouldBe("new");
    }

    private static async Task<WorkerRecord> UntilAsync(IHost process, Func<WorkerRecord, bool> condition)
    {
        var workers = process.Services.GetRequiredService<IWorkers>();
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(60);)
        {
            if ((await workers.ListAsync(Cancellation)).FirstOrDefault(condition) is { } worker)
                return worker;

            await Task.Delay(50, Cancellation);
        }

        throw new TimeoutException("No worker said so.");
    }

    private IHost Process(TimeProvider clock)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "Presage.Training" });
        builder.Services.AddSingleton(clock);
        builder.Services.AddSqliteStorage(_directory.FullName);
        builder.AddServiceDefaults();
        builder.AddWorkerHeartbeat();
        builder.Logging.AddProvider(_log);
        return builder.Build();
    }

    private sealed class Sentences : ILoggerProvider, ILogger
    {
        private readonly Lock _one = new();
        private readonly List<string> _all = [];

        public IReadOnlyList<string> All
        {
            get
            {
                lock (_one)
                    return [.. _all];
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_one)
                _all.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}

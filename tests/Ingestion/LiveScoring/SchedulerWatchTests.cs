using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Presage.Hosting.Stores;
using Presage.Ingestion.LiveScoring;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion.LiveScoring;

public sealed class SchedulerWatchTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly RecordedLog _log = new();
    private readonly ServiceProvider _services;

    public SchedulerWatchTests() => _services = new ServiceCollection()
        .AddSingleton<TimeProvider>(_clock)
        .AddSqliteStorage(_folder.Path)
        .AddSingleton<StoreTime>()
        .AddSingleton<SchedulerWatch>()
        .AddLogging(log => log.AddProvider(_log))
        .BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task That_nobody_scores_is_said_after_a_minute_and_once_an_hour()
    {
        (await WarningsAsync(TimeSpan.FromSeconds(59))).ShouldBeEmpty();
        (await WarningsAsync(TimeSpan.FromSeconds(1))).ShouldHaveSingleItem()
            .ShouldBe(
                "Points of the grid have passed, and nobody scores them: there never was one. Start a process Scheduler on this store, "
                    + "or set Streaming__Scoring=false where nothing is to be scored.");
        (await WarningsAsync(TimeSpan.FromMinutes(59))).Count.ShouldBe(1);
        (await WarningsAsync(TimeSpan.FromMinutes(1))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_scheduler_that_leads_is_enough_and_one_that_is_gone_is_missed()
    {
        var leases = _services.GetRequiredService<ILeases>();
        await leases.TakeAsync(Lease.Scheduler, "one", TimeSpan.FromSeconds(15), Cancellation);

        (await WarningsAsync(TimeSpan.FromSeconds(70))).ShouldBeEmpty("another may be taking its place");
        (await WarningsAsync(TimeSpan.FromSeconds(70))).ShouldHaveSingleItem()
            .ShouldContain("the last one was gone at 2026-01-01T00:00:15Z");
        await leases.TakeAsync(Lease.Scheduler, "two", TimeSpan.FromHours(9), Cancellation);
        (await WarningsAsync(TimeSpan.FromHours(2))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_nothing_has_passed_nobody_is_missed()
    {
        _clock.Advance(TimeSpan.FromHours(3));
        await _services.GetRequiredService<SchedulerWatch>().LookAsync(Cancellation);

        _log.Lines.ShouldBeEmpty();
    }

    /// <summary>A point passes, and readings come some time later.</summary>
    private async Task<IReadOnlyList<string>> WarningsAsync(TimeSpan later)
    {
        var watch = _services.GetRequiredService<SchedulerWatch>();
        watch.Expect();
        _clock.Advance(later);
        await watch.LookAsync(Cancellation);
        return [.. _log.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text)];
    }
}

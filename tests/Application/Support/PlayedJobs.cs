using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Presage.Application.Jobs;
using Presage.Contracts.Api;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Application.Support;

/// <summary>Jobs over an embedded store, with a clock that a test sets and a scheduler that looks when the test says.</summary>
internal sealed class PlayedJobs : IAsyncDisposable
{
    public const string Hourly = """
        job: hourly
        parameters: { dataset: plant }
        schedule: { cron: "0 * * * *", overlap: buffer-all }
        steps:
          score: { score: { dataset: "{{parameters.dataset}}", from: "{{interval.from}}", to: "{{interval.to}}", results: fleet } }
          evaluate: { evaluate: { results: fleet }, needs: [score] }
        """;

    public PlayedJobs()
    {
        Store = new TestStore(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
        Scheduler = new PlayedScheduler(Store.Get<IJobs>(), Store.Get<IJobRuns>(), Store.Get<IBackfills>(), Store.Get<ICalendars>());
    }

    public TestClock Clock { get; } = new(At(8.5));

    public TestStore Store { get; }

    public PlayedScheduler Scheduler { get; }

    public IJobActions Jobs => Store.Get<IJobActions>();

    public IBackfillActions Backfills => Store.Get<IBackfillActions>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="hour">Of a Monday in March, UTC.</param>
    public static DateTime At(double hour) => new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc).AddHours(hour);

    public Task<JobsApplied> ApplyAsync(params string[] texts) => Jobs.ApplyAsync(
        [.. texts.Select((text, number) => new JobSource($"{number + 1}.yaml", text))], dryRun: false, "ann", Cancellation);

    /// <summary>Lets time go by to an hour; the scheduler looks every minute.</summary>
    public async Task UntilAsync(double hour)
    {
        for (var to = At(hour); Clock.Now < to;)
        {
            Clock.Now += TimeSpan.FromMinutes(1);
            await Scheduler.LookAsync(Clock.Now);
        }
    }

    /// <summary>Lets time go by while no scheduler is there.</summary>
    public void Sleep(double hour) => Clock.Now = At(hour);

    public Task<JobHistory> HistoryAsync(JobHistoryFilter? filter = null) =>
        Jobs.HistoryAsync("hourly", filter ?? new JobHistoryFilter(), Cancellation);

    /// <summary>The store as it is, for another process; nobody writes to it meanwhile.</summary>
    public void CopyTo(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var file in Directory.EnumerateFiles(Store.PathOf("")))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}

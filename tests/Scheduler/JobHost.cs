using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Presage.Features;
using Presage.Ingestion;
using Presage.Jobs.Decisions;
using Presage.Jobs.Reading;
using Presage.Monitoring;
using Presage.Scheduler;
using Presage.Scoring;
using Presage.Storage;
using Presage.Tests.Harness;
using Presage.Training;

namespace Presage.Tests.Scheduler;

/// <summary>All services with a scheduler that looks often, by a clock that stands until it is set.</summary>
internal sealed class JobHost(ServiceHost host, TestClock clock) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(10);

    /// <summary>Everything of <see cref="Prepared"/> is known then.</summary>
    public static readonly DateTime Now = Prepared.End.AddDays(2);

    public TestClock Clock => clock;

    public TestStore Store => host.Store;

    public IBus Bus => host.Bus;

    /// <param name="store">Folder of the store.</param>
    /// <param name="configure">Changes what is registered.</param>
    public static async Task<JobHost> StartAsync(
        string store, TestClock? clock = null, Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        clock ??= new TestClock(Now);
        var all = new Dictionary<string, string?>
        {
            ["Features:ReadingsPerSlice"] = "4000",
            ["Monitoring:MachinesPerSlice"] = "3",
            ["StalledRuns:Enabled"] = "false",
            ["Messaging:ShortestPause"] = "00:00:00.001",
            ["Messaging:LongestPause"] = "00:00:00.005",
            ["Scheduler:Interval"] = "00:00:00.020",
            ["Jobs:Outputs"] = Path.Combine(store, "outputs"),
            ["Ingestion:AllowedRoots:0"] = "/",
        };
        foreach (var (key, value) in settings)
            all[key] = value;

        var host = await ServiceHost.StartAsync(
            store,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.AddIngestion();
                builder.AddFeatures();
                builder.AddTraining();
                builder.AddScoring();
                builder.AddMonitoring();
                builder.AddScheduler();
                configure?.Invoke(builder.Services);
            },
            bus =>
            {
                bus.AddIngestionConsumers();
                bus.AddFeaturesConsumers();
                bus.AddTrainingConsumers();
                bus.AddScoringConsumers();
                bus.AddMonitoringConsumers();
                bus.AddSchedulerConsumers();
            },
            all);
        return new JobHost(host, clock);
    }

    public T Get<T>()
        where T : notnull => host.Get<T>();

    /// <summary>Applies a job that is new.</summary>
    public async Task ApplyAsync(string yaml)
    {
        var definition = JobReader.Read(yaml, "test");
        var entry = JobEntries.Of(definition.Name, 0, clock.Now, "applied", "test", "For a test.");
        (await Store.Jobs.ApplyAsync(
            new JobVersion(definition.Name, 1, yaml, clock.Now, "test"), Applying.First(definition, clock.Now), null, entry, default))
            .ShouldNotBeNull();
    }

    /// <summary>Starts a job as a person does.</summary>
    public async Task<JobRun> RunAsync(
        string job, string token, DateTime? from = null, DateTime? to = null, IReadOnlyDictionary<string, string>? given = null)
    {
        while (true)
        {
            var found = (await Store.Jobs.FindAsync(job, default)).ShouldNotBeNull();
            var run = NewJobRun.Of(
                JobReader.Read(found.Definition, job), found.Version, JobRunIds.Asked(job, token), NewJobRun.Person, "A test asked for it.",
                null, from, to, given ?? new Dictionary<string, string>(), clock.Now);

            // The scheduler may decide about the job just then.
            if (await Store.Jobs.CommitAsync(new JobCommit(found) { Runs = [run] }, default) is not null)
                return run;
        }
    }

    public Task<JobRun> EndOfAsync(string jobRun) => UntilAsync(
        async () => await Store.JobRuns.FindAsync(jobRun, default) is { State: not JobRunState.Running } run ? run : null,
        async () => $"the end of {jobRun}: {Describe(await Store.JobRuns.FindAsync(jobRun, default))}; {await RunsAsync()}");

    public static async Task<T> UntilAsync<T>(Func<Task<T?>> look, Func<Task<string>> what)
        where T : class
    {
        for (var since = DateTime.UtcNow; DateTime.UtcNow - since < s_patience; await Task.Delay(s_between))
            if (await look() is { } found)
                return found;

        throw new TimeoutException($"Waited {s_patience.TotalSeconds:0} s for {await what()}.");
    }

    public static Task UntilAsync(Func<Task<bool>> look, string what) =>
        UntilAsync(async () => await look() ? "" : null, () => Task.FromResult(what));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task<string> RunsAsync() => string.Join("; ", (await Store.Runs.ListAsync(new RunQuery(), null, 10, default))
        .Select(run => $"{run.Id} {run.State} {run.Error?.Message}"));

    private static string Describe(JobRun? run) => run is null ? "it is not there"
        : string.Join("; ", run.Steps.Select(step => $"{step.Step} {step.State} {step.Run} {step.Why}"));
}

using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Two schedulers as processes over a real broker; the one that leads is killed while a schedule of seconds goes on.</summary>
[Collection(nameof(Processes))]
public sealed class SchedulerTests(Plant plant, Brokers brokers)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private const string Job = """
        job: tick
        schedule: { every: 2s, overlap: merge }
        steps:
          score: { score: { dataset: plant, from: "2015-03-01", to: "2015-03-02", results: ticks }, retries: 2 }
          rows: { export: { results: "{{steps.score.results}}", out: "{{run}}.csv" }, needs: [score] }
        """;

    public static TheoryData<int> Kills { get; } =
        [.. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("PRESAGE_SCHEDULER_SEEDS") ?? "1", null))];

    [Theory]
    [MemberData(nameof(Kills))]
    public async Task A_schedule_goes_on_when_the_process_is_killed_that_leads_and_no_interval_is_lost_or_done_twice(int seed)
    {
        using var store = await plant.CopyAsync();
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address, new StorageOptions { Directory = store.Data });
        cluster.Set("Scheduler__Lease", "00:00:03");
        cluster.Set("Jobs__Outputs", cluster.Workspace.PathOf("outputs"));
        cluster.Start();
        cluster.Start("Scheduler");
        await cluster.ReadyAsync();
        await using var ports = new ServiceCollection().AddSqliteStorage(store.Data).BuildServiceProvider();
        var (jobs, runs, leases) = (
            ports.GetRequiredService<IJobs>(), ports.GetRequiredService<IJobRuns>(), ports.GetRequiredService<ILeases>());
        var file = cluster.Workspace.Write("tick.yaml", Job);
        (await Workspace.EndAsync(cluster.Workspace.StartWith(store.Data, "jobs", "apply", file))).Done();

        await StartedAsync(jobs, 2);
        await Task.Delay(TimeSpan.FromMilliseconds(new Random(seed).Next(2_000)), TestContext.Current.CancellationToken);
        var leader = await LeaderAsync(leases, cluster);
        cluster.Kill(leader);
        var begun = await StartedAsync(jobs, 0);
        await StartedAsync(jobs, begun + 3);
        cluster.Start("Scheduler");
        await StartedAsync(jobs, begun + 5);
        (await Workspace.EndAsync(cluster.Workspace.StartWith(store.Data, "jobs", "pause", "tick", "--reason", "enough"))).Done();
        await Eventually.TrueAsync(
            async () => (await runs.ActiveAsync("tick", TestContext.Current.CancellationToken)).Count == 0, s_patience,
            "no run of the job is going on");

        var rows = (await jobs.OccurrencesAsync("tick", null, null, null, 1_000, TestContext.Current.CancellationToken)).Reverse()
            .Where(row => row.Outcome is not (OccurrenceOutcome.Skipped or OccurrenceOutcome.Buffered)).ToList();
        rows.Zip(rows.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
        rows.ShouldAllBe(row => row.Run != null && row.Why.Length > 0);
        var ended = await runs.ListAsync(new JobRunQuery("tick"), null, 1_000, TestContext.Current.CancellationToken);
        ended.ShouldAllBe(run => run.State == JobRunState.Succeeded);
        ended.Select(run => run.Id).ShouldBe(rows.Select(row => row.Run!).Distinct(), ignoreOrder: true);
        ended.ShouldAllBe(run => File.Exists(cluster.Workspace.PathOf($"outputs/{run.Id}.csv")));
        (await leases.FindAsync(Lease.Scheduler, TestContext.Current.CancellationToken))!.Epoch.ShouldBeGreaterThan(1);
        await WholeJob.ShouldLeaveNothingAsync(host);
    }

    /// <summary>Waits until so many rows have a run.</summary>
    private static async Task<int> StartedAsync(IJobs jobs, int least)
    {
        var count = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                count = (await jobs.OccurrencesAsync("tick", null, null, null, 1_000, TestContext.Current.CancellationToken))
                    .Count(row => row.Run is not null);
                return count >= least;
            },
            s_patience,
            () => $"{least} rows have a run; {count} have");
        return count;
    }

    private static async Task<Worker> LeaderAsync(ILeases leases, Cluster cluster)
    {
        var lease = (await leases.FindAsync(Lease.Scheduler, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        return cluster.Workers.Single(
            worker => worker.Service == "Scheduler" && lease.Holder.Contains($"-{worker.Id}-", StringComparison.Ordinal));
    }
}

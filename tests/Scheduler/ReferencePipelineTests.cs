using Presage.Application.Simulation;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Jobs.Decisions;
using Presage.Jobs.Reading;
using Presage.Jobs.Schedules;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Scheduler;

/// <summary>
/// Three months of the jobs in <c>examples/jobs/reference.yaml</c>, by a clock that jumps from one nominal time to the next.
/// </summary>
public sealed class ReferencePipelineTests
{
    private const int Machines = 8;
    private const int Days = 181;
    private const string Dataset = "plant";
    private const string Algorithm = "decision-tree";
    private const string Ingest = "plant-ingest";
    private const string Train = "plant-train";
    private const string Score = "plant-score";
    private const string Review = "plant-review";

    private static readonly DateTime s_begin = new(2015, 4, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_end = new(2015, 7, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);

    // What follows from a model is looked after once there is one.
    private static readonly string[] s_first = [Ingest, Train];
    private static readonly DateTime s_trained = s_begin.AddHours(6);

    [Fact]
    public async Task Three_months_give_bit_for_bit_the_predictions_of_the_same_runs_by_hand()
    {
        using var source = new TestFolder();
        using var tray = new TestFolder();
        using var jobs = new TestFolder();
        using var hand = new TestFolder();
        var files = Path.Combine(source.Path, "files");

        var (byJobs, judgedByJobs) = await ByJobsAsync(jobs.Path, files, tray.Path);
        var (byHand, judgedByHand) = await ByHandAsync(hand.Path, files, tray.Path);

        byJobs.Count.ShouldBeGreaterThan(Machines * 170);
        byJobs.ShouldBe(byHand);
        judgedByJobs.ShouldBe(judgedByHand);
    }

    private static async Task<(IReadOnlyList<string> Predictions, IReadOnlyList<string> Judged)> ByJobsAsync(
        string store, string files, string tray)
    {
        await using var host = await JobHost.StartAsync(store, new TestClock(s_begin.AddMinutes(-30)));
        var fleet = await ReferenceFleet.MakeAsync(host.Get<ISimulationActions>(), files, Machines, Days);
        var yaml = Documents(tray).ToDictionary(document => document.Name, document => document.Text);
        var judged = new List<string>();
        foreach (var job in s_first)
            await host.ApplyAsync(yaml[job]);

        foreach (var (time, job) in Due())
        {
            if (time > s_trained && await host.Store.Jobs.FindAsync(Score, default) is null)
            {
                host.Clock.Now = s_trained;
                await host.ApplyAsync(yaml[Score]);
                await host.ApplyAsync(yaml[Review]);
            }

            fleet.Deliver(tray, job, time);
            host.Clock.Now = time + s_soon;
            var run = await EndOfAsync(host, JobRunIds.Planned(job, time));

            run.State.ShouldBe(JobRunState.Succeeded, $"{run.Id}: {string.Join("; ", run.Steps.Select(step => step.Why))}");
            if (job == Review)
            {
                judged.Add(await JudgementAsync(host, run.Steps[0].Run!));
                File.Exists(Path.Combine(store, "outputs", run.Steps[1].Outputs["file"])).ShouldBeTrue();
            }
        }

        await ShouldCoverAsync(host);
        return (await PredictionsAsync(host), judged);
    }

    private static async Task<(IReadOnlyList<string> Predictions, IReadOnlyList<string> Judged)> ByHandAsync(
        string store, string files, string tray)
    {
        await using var host = await JobHost.StartAsync(store, new TestClock(s_begin), settings: ("Scheduler:Enabled", "false"));
        var fleet = new ReferenceFleet(files);
        var judged = new List<string>();
        foreach (var (time, job) in Due())
        {
            fleet.Deliver(tray, job, time);
            host.Clock.Now = time + s_soon;
            var id = $"{job}-{time:yyyyMMddHHmm}";
            object request = job switch
            {
                Ingest => new NewDataArrived(id, Dataset, "azure-pdm", [tray]),
                Train => new StartTraining(id, Dataset, time.AddDays(-365), time, Dataset, Algorithm, Seed: 1),
                Score => new StartScoring(id, Dataset, time.AddHours(-12), time, Dataset),
                _ => new StartEvaluation(id, Dataset),
            };
            await host.Bus.Publish(request, request.GetType());
            var run = await EndOfAsync(
                async () => await host.Store.Runs.FindAsync(id, default) is { State: not RunState.Running } ended ? ended : null);

            run.State.ShouldBe(RunState.Succeeded, $"{id}: {run.Error?.Message}");
            if (job == Review)
                judged.Add(await JudgementAsync(host, id));
        }

        return (await PredictionsAsync(host), judged);
    }

    private static Task<JobRun> EndOfAsync(JobHost host, string id) => EndOfAsync(
        async () => await host.Store.JobRuns.FindAsync(id, default) is { State: not JobRunState.Running } ended ? ended : null);

    private static async Task<T> EndOfAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var hang = new CancellationTokenSource(s_hang);
        while (true)
        {
            if (await look() is { } ended)
                return ended;
            await Task.Delay(s_between, hang.Token);
        }
    }

    /// <summary>Every interval of scoring has its run, and they lie one after the other.</summary>
    private static async Task ShouldCoverAsync(JobHost host)
    {
        var rows = (await host.Store.Jobs.OccurrencesAsync(Score, null, null, null, 1_000, default)).Reverse().ToList();

        rows.Count.ShouldBe(Due().Count(due => due.Job == Score));
        rows.ShouldAllBe(row => row.Outcome == OccurrenceOutcome.Started && row.Run != null && row.To == row.Nominal);
        rows.Zip(rows.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
    }

    /// <summary>Nominal times of all jobs in their order.</summary>
    private static IEnumerable<(DateTime Time, string Job)> Due() => Documents("/").SelectMany(document => NominalTimes.Between(
            document.Job!.Schedule!, [], s_first.Contains(document.Name) ? s_begin.AddTicks(-1) : s_trained, s_end)
        .Select(time => (time.Utc, document.Name))).OrderBy(due => due.Utc);

    private static IReadOnlyList<JobDocument> Documents(string tray) => JobFile.Read(
        File.ReadAllText(RepositoryRoot.PathOf("examples/jobs/reference.yaml")).Replace("/data/plant", tray)
            .Replace("random-forest", Algorithm), "reference.yaml");

    private static async Task<string> JudgementAsync(JobHost host, string run) =>
        Json.Write(Json.Read<EvaluateResult>((await host.Store.RunAsync(run)).Result!) with { Run = "", Seconds = 0 });

    private static async Task<IReadOnlyList<string>> PredictionsAsync(JobHost host) =>
        [.. (await host.Store.PredictionsAsync(Dataset)).Select(row => Json.Write(row with { Run = "" }))];
}

using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Retention;
using Presage.Monitoring.Retention;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Monitoring;

public sealed class RetentionTests
{
    private const string Dataset = "plant";
    private const int Days = 200;

    private static readonly TimeSpan s_block = TimeSpan.FromDays(10);
    private static readonly DateTime s_end = TestFleet.Start.AddDays(Days);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_goes_unless_somebody_says_so()
    {
        await using var host = await StartAsync();

        (await host.Get<RetentionPlanner>().PlanAsync(host.Get<RetentionOptions>(), Cancellation)).ShouldBeEmpty();
        host.Get<RetentionOptions>().IsAny.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_shown_first_is_what_goes()
    {
        await using var host = await StartAsync(("Retention:Telemetry", "30d"));
        using var measured = new Measurements(host.Get<IMeterFactory>());
        var planned = (await PlanAsync(host)).ShouldHaveSingleItem();

        await host.Get<RetentionSweep>().SweepAsync(Cancellation);

        planned.Before.ShouldBe(s_end.AddHours(-1).AddDays(-30));
        planned.Kept.ShouldBeEmpty();
        var left = (await host.Store.Telemetry.MachinesAsync(Dataset, Cancellation)).ShouldHaveSingleItem();
        left.Readings.ShouldBe((Days * 24) - planned.Count);
        left.First.ShouldBeInRange(s_end.AddDays(-30) - s_block, s_end.AddDays(-30));
        measured.Of("presage.deleted").Sum(deleted => deleted.Value).ShouldBe(planned.Count);
        (await PlanAsync(host)).ShouldHaveSingleItem().Count.ShouldBe(0);
    }

    [Fact]
    public async Task What_a_champion_was_trained_on_stays_and_a_version_that_lost_its_readings_says_so()
    {
        await using var host = await StartAsync(("Retention:Telemetry", "30d"));
        var from = TestFleet.Start.AddDays(100);
        await RegisterAsync(host, "a", TestFleet.Start, from);
        await RegisterAsync(host, "b", from, s_end);
        await host.Store.Models.PromoteAsync(new Promotion("pump", 2, s_end, "me", "better"), Cancellation);

        var planned = (await PlanAsync(host)).ShouldHaveSingleItem();
        await host.Get<RetentionSweep>().SweepAsync(Cancellation);

        planned.Before!.Value.ShouldBeInRange(from.AddDays(-10), from);
        planned.Kept.ShouldBe(["what pump@2, a champion, was trained on"]);
        (await host.Store.Telemetry.MachinesAsync(Dataset, Cancellation)).Single().First.ShouldBeLessThanOrEqualTo(from);
        var notices = host.Get<RetentionNotices>();
        (await notices.OfReadingsAsync(Dataset, from, Cancellation)).ShouldBeEmpty();
        (await notices.OfReadingsAsync(Dataset, TestFleet.Start, Cancellation)).ShouldHaveSingleItem().Code.ShouldBe("readings-deleted");
    }

    [Fact]
    public async Task What_a_run_is_at_work_on_stays_until_it_has_ended()
    {
        await using var host = await StartAsync(("Retention:Telemetry", "30d"));
        await host.Store.Runs.StartAsync(
            new Run("r1", "export", Dataset, "key", "{}", null, null, s_end), Cancellation);

        var during = (await PlanAsync(host)).ShouldHaveSingleItem();
        await host.Store.Runs.EndAsync("r1", RunState.Succeeded, null, null, s_end, Cancellation);
        var after = (await PlanAsync(host)).ShouldHaveSingleItem();

        (during.Before, during.Count).ShouldBe((null, 0));
        during.Kept.ShouldBe(["what run r1 is at work on"]);
        after.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Old_runs_go_but_for_those_that_models_were_made_by()
    {
        await using var host = await StartAsync(("Retention:Runs", "90d"));
        foreach (var (id, days) in ((string, int)[])[("old", 100), ("made", 100), ("young", 80), ("running", 100)])
        {
            var at = host.Clock.Now.AddDays(-days);
            await host.Store.Runs.StartAsync(new Run(id, "train", Dataset, id, "{}", null, null, at), Cancellation);
            if (id != "running")
                await host.Store.Runs.EndAsync(id, RunState.Succeeded, null, null, at, Cancellation);
        }

        await RegisterAsync(host, "made", TestFleet.Start, s_end);
        var planned = (await PlanAsync(host)).ShouldHaveSingleItem();
        await host.Get<RetentionSweep>().SweepAsync(Cancellation);

        planned.Runs.ShouldBe(["old"]);
        planned.Kept.ShouldBe(["1 runs that models of the registry were made by"]);
        (await host.Store.Runs.ListAsync(new RunQuery(), null, 10, Cancellation)).Select(run => run.Id)
            .ShouldBe(["young", "made", "running"], ignoreOrder: true);
    }

    [Fact]
    public async Task Predictions_go_and_what_is_judged_of_the_rest_says_so()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.ScoredAsync());
        var results = Prepared.Scoring.Results;
        while (await host.Get<IRetention>().DeleteSomeAsync(
            RetainedKind.Predictions, results, Prepared.TrainedTo.AddDays(5), Cancellation) > 0)
        {
        }

        var judged = await host.RunAsync<StartEvaluation, EvaluateResult>(new StartEvaluation("evaluate-1", results));

        judged.Notices.Select(notice => notice.Code).ShouldContain("predictions-deleted");
    }

    [Theory]
    [InlineData("400")]
    [InlineData("29d")]
    [InlineData("a year")]
    [InlineData("-400d")]
    public void Options_that_make_no_sense_are_refused(string time) =>
        Should.Throw<PresageException>(new RetentionOptions { Telemetry = time }.Validated).Message.ShouldContain("Retention:Telemetry");

    private static Task<IReadOnlyList<RetentionStep>> PlanAsync(PresageHost host) =>
        host.Get<RetentionPlanner>().PlanAsync(host.Get<RetentionOptions>(), Cancellation);

    /// <summary>A machine with hourly readings in blocks of ten days.</summary>
    private static async Task<PresageHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var host = await PresageHost.StartAsync(settings: [("Retention:Enabled", "false"), .. settings]);
        await host.Store.CreateDataSetAsync(Dataset);
        var first = UnixTime.FromDateTime(TestFleet.Start);
        long[] times = [.. Enumerable.Range(0, Days * 24).Select(hour => first + (hour * UnixTime.Hour))];
        await host.Store.Telemetry.MergeAsync(
            Dataset, s_block, [new TelemetryBatch("1", times, [.. times.Select(_ => first)], [[.. times.Select(time => (double)time)]])],
            Cancellation);
        return host;
    }

    private static async Task RegisterAsync(PresageHost host, string run, DateTime from, DateTime to)
    {
        byte[] artifact = [1, 2, 3];
        var lineage = new ModelLineage(
            Dataset, from, to, to, to, "azure-pdm", "", "default", 48, run, "decision-tree", new Dictionary<string, double>(), 1, null, "",
            run);
        await host.Store.Models.RegisterAsync(
            new(
                "pump", 0, run, Convert.ToHexString(SHA256.HashData(artifact)), "decision-tree", "default", Dataset, run, to,
                Json.Write(lineage), "{}", new Dictionary<string, double>()),
            artifact, Cancellation);
    }
}

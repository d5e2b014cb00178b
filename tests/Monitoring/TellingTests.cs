using System.Text.Json.Nodes;
using Presage.Contracts;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Monitoring;

public sealed class TellingTests
{
    /// <summary>When everything is known.</summary>
    private static readonly DateTime s_now = Prepared.End.AddDays(2);

    private static readonly FailurePredicted s_alarm = new(
        Prepared.Training.RunId!, "alarm-1", Prepared.Dataset, "predictions", Prepared.Fleet.Machines[0].Id, "comp1", s_now, 0.97, 0.4, 84,
        ["vibration is high"], "fleet", 3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alarm_is_told_to_those_connections_whose_routes_it_fits_and_to_each_once()
    {
        var machine = Prepared.Fleet.Machines[0];
        var (name, value) = machine.Attributes.First(attribute => attribute.Key == "model");
        await using var host = await StartAsync(
            ("all", "alarms: [{}]"), ("urgent", "alarms: [{ priority: urgent }]"), ("low", "alarms: [{ priority: [low, medium] }]"),
            ("group", $"alarms: [{{ groups: {{ {name}: [{value}] }} }}]"), ("others", $"alarms: [{{ groups: {{ {name}: [none] }} }}]"),
            ("elsewhere", "alarms: [{ datasets: other }, { components: comp2 }]"), ("jobs", "jobs: true"));

        await host.PublishAsync(s_alarm, Guid.NewGuid());
        await host.PublishAsync(s_alarm, Guid.NewGuid());

        var told = await ToldAsync(host);
        told.Select(delivery => delivery.Connection).Order().ShouldBe(["all", "group", "urgent"]);
        var data = JsonNode.Parse(told[0].Event)!["data"]!;
        ((string?)data["priority"], (string?)data["machine"], (double)data["probability"]!, (string?)data["reasons"]![0]).ShouldBe(
            ("urgent", machine.Id, 0.97, "vibration is high"));
        ((string?)data["text"])!.ShouldContain("with a probability of 97 %");
    }

    [Fact]
    public async Task What_whoever_raised_it_says_of_its_priority_holds()
    {
        await using var host = await StartAsync(("low", "alarms: [{ priority: low }]"));

        await host.PublishAsync(s_alarm with { Priority = "low" }, Guid.NewGuid());

        (await ToldAsync(host)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_alarm_whose_horizon_is_over_is_told_only_where_that_is_asked_for()
    {
        await using var host = await StartAsync(("now", "alarms: [{}]"), ("ever", "alarms: [{ past: true }]"));

        await host.PublishAsync(s_alarm with { Time = s_now.AddHours(-85) }, Guid.NewGuid());

        (await ToldAsync(host)).Select(delivery => delivery.Connection).ShouldBe(["ever"]);
    }

    [Fact]
    public async Task Scoring_tells_what_it_raises()
    {
        await using var host = await StartAsync(("all", "alarms: [{ past: true }]"));
        await host.RunAsync<StartScoring, Presage.Contracts.Api.ScoreResult>(Prepared.Scoring);

        var raised = host.Messages.Of<FailurePredicted>();
        raised.ShouldNotBeEmpty();
        raised.Select(alarm => alarm.Priority).Except(["urgent", "high", "medium", "low"]).ShouldBeEmpty();
        (await ToldAsync(host)).Count.ShouldBe(raised.Count);
    }

    [Fact]
    public async Task A_failed_job_run_is_told_again_when_it_fails_again_after_a_repair()
    {
        await using var host = await StartAsync(("all", "jobs: true"), ("one", "jobs: [nightly]"), ("other", "jobs: [weekly]"));
        var ended = new JobRunEnded("nightly-1", "nightly", "failed", s_now.AddHours(-1), s_now, "Step score has failed.");
        await host.Get<IJobs>().ApplyAsync(
            new JobVersion("nightly", 1, "job: nightly", s_now, "ana"), new JobState(), null,
            new JobEntry("nightly", "0", s_now, "applied", "ana", "Version 1."), Cancellation);
        var run = await host.Get<IJobRuns>().AddAsync(
            new JobRun(
                "nightly-1", "nightly", 1, "schedule", "its time had come.", s_now, s_now.AddHours(-1), s_now,
                new Dictionary<string, string>(), s_now, JobRunState.Failed, [], EndedAt: s_now),
            Cancellation);

        await host.PublishAsync(ended with { Outcome = "succeeded" }, Guid.NewGuid());
        await host.PublishAsync(ended, Guid.NewGuid());
        await host.PublishAsync(ended, Guid.NewGuid());
        await host.Get<IJobRuns>().CommitAsync(run with { Repairs = 1 }, null, Cancellation);
        await host.PublishAsync(ended, Guid.NewGuid());

        var told = await ToldAsync(host);
        told.Select(delivery => delivery.Connection).Order().ShouldBe(["all", "all", "one", "one"]);
        told.ShouldAllBe(delivery => delivery.Subject == "The run nightly-1 of job nightly has failed");
    }

    [Fact]
    public async Task An_overdue_interval_is_told_once()
    {
        await using var host = await StartAsync(("all", "overdue: true"), ("other", "overdue: [weekly]"));
        var overdue = new RunOverdue("nightly", s_now, null, null, s_now.AddMinutes(45), "Nobody has planned it.");

        await host.PublishAsync(overdue, Guid.NewGuid());
        await host.PublishAsync(overdue, Guid.NewGuid());

        var told = (await ToldAsync(host)).ShouldHaveSingleItem();
        (told.Connection, told.Type).ShouldBe(("all", "presage.run.overdue"));
    }

    [Fact]
    public async Task A_connection_that_this_version_cannot_read_does_not_keep_others_from_being_told()
    {
        await using var host = await StartAsync(("all", "alarms: [{}]"));
        await host.Get<IConnections>().ApplyAsync(new Connection("later", "pager", "pager: x", s_now, "ana"), Cancellation);

        await host.PublishAsync(s_alarm, Guid.NewGuid());

        (await ToldAsync(host)).Select(delivery => delivery.Connection).ShouldBe(["all"]);
        host.Messages.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task That_nobody_can_be_told_does_not_fail_the_run()
    {
        var folder = await Prepared.TrainedAsync();
        await using var host = await PresageHost.StartAsync(
            folder, HookedPort.Before<IConnections>(
                nameof(IConnections.ListAsync), _ => Task.FromException(new InvalidOperationException("broken"))),
            ("Deliveries:Enabled", "false"), ("Overdue:Enabled", "false"));

        var scored = await host.RunAsync(Prepared.Scoring);

        host.Messages.Failures.ShouldNotBeEmpty();
        scored.State.ShouldBe(RunState.Succeeded);
        scored.Kind.ShouldBe(RunKinds.Score);
    }

    private static async Task<PresageHost> StartAsync(params (string Name, string Routes)[] connections)
    {
        var host = await PresageHost.StartAsync(
            await Prepared.TrainedAsync(), null, ("Deliveries:Enabled", "false"), ("Overdue:Enabled", "false"));
        host.Clock.Now = s_now;
        foreach (var (name, routes) in connections)
        {
            var yaml = $"connection: {name}\nwebhook: {{ url: https://hooks.example.com/, secret: env:HOOK }}\n{routes}\n";
            await host.Get<IConnections>().ApplyAsync(new Connection(name, "webhook", yaml, s_now, "ana"), Cancellation);
        }

        return host;
    }

    private static Task<IReadOnlyList<Delivery>> ToldAsync(PresageHost host) =>
        host.Get<IDeliveries>().ListAsync(new DeliveryQuery(), null, 1_000, Cancellation);
}

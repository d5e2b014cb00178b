using System.Diagnostics.Metrics;
using Presage.Contracts;
using Presage.Monitoring.Overdue;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Monitoring;

public sealed class OverdueTests
{
    /// <summary>When the job is applied; the host's clock stands there.</summary>
    private static readonly DateTime s_applied = TestFleet.Start.AddYears(1).Date.AddHours(6.5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_interval_that_nobody_has_planned_is_told_once_when_its_time_is_over()
    {
        await using var host = await AppliedAsync();
        using var measured = new Measurements(host.Get<IMeterFactory>());

        await SweepAsync(host, s_applied.AddMinutes(74));
        host.Messages.Published.ShouldBeEmpty();
        await SweepAsync(host, s_applied.AddMinutes(75));
        await SweepAsync(host, s_applied.AddMinutes(76));

        Told(host).ShouldBe(
            [new("nightly", Hour(7), null, null, Hour(7).AddMinutes(45), "No scheduler has planned it: see that one runs.")]);
        (await host.Get<IJobs>().OverdueAsync("nightly", null, null, Cancellation)).ShouldBe(
            new Dictionary<DateTime, DateTime> { [Hour(7)] = s_applied.AddMinutes(75) });
        measured.Of("presage.overdue").ShouldBe([new("presage.overdue", 1, "job.name=nightly")]);
    }

    [Fact]
    public async Task A_process_that_starts_anew_tells_nothing_twice()
    {
        await using var host = await AppliedAsync();
        await SweepAsync(host, Hour(9));
        var before = Told(host).Count;

        var again = new OverdueJobs(
            host.Get<IJobs>(), host.Get<IJobRuns>(), host.Get<ICalendars>(), host.Get<ILeases>(), host.Get<MassTransit.IBus>(),
            new OverdueOptions(), host.Store.TimeOf(host.Clock), host.Get<Presage.Hosting.Observability.PresageMetrics>(),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<OverdueJobs>.Instance);
        await again.SweepAsync(Cancellation);

        before.ShouldBe(2);
        Told(host).Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_was_not_marked_any_more_is_told_again_under_the_same_id()
    {
        await using var host = await AppliedAsync(HookedPort.Before<IJobs>(
            nameof(IJobs.MarkOverdueAsync), call => call == 1 ? Task.FromException(new IOException("killed")) : Task.CompletedTask));

        await Should.ThrowAsync<IOException>(() => SweepAsync(host, Hour(8)));
        await SweepAsync(host, Hour(8));

        var messages = host.Messages.Published.Where(published => published.Message is RunOverdue).ToList();
        messages.Count.ShouldBe(2);
        messages[0].Id.ShouldBe(messages[1].Id);
    }

    [Theory]
    [InlineData(JobRunState.Succeeded, 30, null)]
    [InlineData(JobRunState.Succeeded, 50, "Its run nightly-1 succeeded at ")]
    [InlineData(JobRunState.Failed, 30, "Its run nightly-1 has failed.")]
    [InlineData(JobRunState.Cancelled, 30, "Its run nightly-1 was cancelled.")]
    [InlineData(JobRunState.Running, null, "Its run nightly-1 is going on.")]
    public async Task What_became_of_the_interval_decides(JobRunState state, int? minutes, string? reason)
    {
        await using var host = await AppliedAsync();
        await CommitAsync(host, Row(OccurrenceOutcome.Started) with { Run = "nightly-1" }, Run(state, minutes));

        await SweepAsync(host, Hour(8));

        if (reason is null)
            Told(host).ShouldBeEmpty();
        else
            Told(host).ShouldHaveSingleItem().Reason.ShouldStartWith(reason);
    }

    [Theory]
    [InlineData(OccurrenceOutcome.Excluded, null)]
    [InlineData(OccurrenceOutcome.Buffered, "It waits: since.")]
    [InlineData(OccurrenceOutcome.Missed, "It was missed: since.")]
    [InlineData(OccurrenceOutcome.Skipped, "It was skipped: since.")]
    public async Task An_interval_without_a_run_says_why(OccurrenceOutcome outcome, string? reason)
    {
        await using var host = await AppliedAsync();
        await CommitAsync(host, Row(outcome));

        await SweepAsync(host, Hour(8));

        Told(host).Select(told => told.Reason).ShouldBe(reason is null ? [] : [reason]);
    }

    [Fact]
    public async Task One_that_a_trigger_had_planned_before_is_not_overdue()
    {
        await using var host = await AppliedAsync();
        await CommitAsync(host, Row(OccurrenceOutcome.Skipped) with { From = null, To = null });

        await SweepAsync(host, Hour(8));

        Told(host).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_the_time_of_a_pause_nothing_is_expected_whether_it_goes_on_or_is_over()
    {
        await using var host = await AppliedAsync();
        var job = (await host.Get<IJobs>().FindAsync("nightly", Cancellation))!;
        job = await host.Get<IJobs>().CommitAsync(
            new(job with { State = job.State with { Paused = new(s_applied, "ana", "stocktaking", null) } })
            {
                Entries = [new("nightly", "1", s_applied, "paused", "ana", "Paused: stocktaking.")],
            },
            Cancellation);
        await SweepAsync(host, Hour(9));
        Told(host).ShouldBeEmpty();

        await host.Get<IJobs>().CommitAsync(
            new(job! with { State = job.State with { Paused = null } })
            {
                Entries = [new("nightly", "2", Hour(9), "resumed", "ana", "Resumed.")],
            },
            Cancellation);
        await SweepAsync(host, Hour(11));

        Told(host).Select(told => told.Nominal).ShouldBe([Hour(9), Hour(10)]);
    }

    [Fact]
    public async Task Each_nominal_time_is_that_of_the_version_which_was_in_force()
    {
        await using var host = await AppliedAsync();
        var job = (await host.Get<IJobs>().FindAsync("nightly", Cancellation))!;
        await host.Get<IJobs>().ApplyAsync(
            new JobVersion("nightly", 2, Definition("30 * * * *"), Hour(8).AddMinutes(10), "ana"), job.State, job.Revision,
            new JobEntry("nightly", "2", Hour(8).AddMinutes(10), "applied", "ana", "Version 2."), Cancellation);

        await SweepAsync(host, Hour(10));

        Told(host).Select(told => told.Nominal).ShouldBe([Hour(7), Hour(8), Hour(8).AddMinutes(30)]);
    }

    [Fact]
    public async Task Of_several_processes_one_looks()
    {
        await using var host = await AppliedAsync();
        host.Clock.Now = Hour(8);
        (await host.Get<ILeases>().TakeAsync(OverdueJobs.LeaseName, "other", TimeSpan.FromHours(1), Cancellation)).ShouldNotBeNull();

        await SweepAsync(host, Hour(8));

        Told(host).ShouldBeEmpty();
    }

    private static DateTime Hour(int hour) => s_applied.Date.AddHours(hour);

    private static string Definition(string cron) =>
        $$"""
        job: nightly
        schedule: { cron: "{{cron}}", expect-within: 45m }
        steps:
          evaluate: { evaluate: { results: fleet } }
        """;

    private static async Task<PresageHost> AppliedAsync(
        Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? configure = null)
    {
        var host = await PresageHost.StartAsync(null, configure, ("Overdue:Enabled", "false"), ("Deliveries:Enabled", "false"));
        host.Clock.Now = s_applied;
        (await host.Get<IJobs>().ApplyAsync(
            new JobVersion("nightly", 1, Definition("0 * * * *"), s_applied, "ana"), new JobState(), null,
            new JobEntry("nightly", "0", s_applied, "applied", "ana", "Version 1."), Cancellation)).ShouldNotBeNull();
        return host;
    }

    private static async Task SweepAsync(PresageHost host, DateTime now)
    {
        host.Clock.Now = now;
        await host.Get<OverdueJobs>().SweepAsync(Cancellation);
    }

    private static List<RunOverdue> Told(PresageHost host) =>
        [.. host.Messages.Published.Select(published => published.Message).OfType<RunOverdue>()];

    private static Occurrence Row(OccurrenceOutcome outcome) =>
        new("nightly", Hour(7), Hour(6), Hour(7), outcome, "since.", 1, Hour(7), Hour(7));

    private static JobRun Run(JobRunState state, int? minutes) => new(
        "nightly-1", "nightly", 1, "schedule", "its time had come.", Hour(7), Hour(6), Hour(7), new Dictionary<string, string>(), Hour(7),
        state, [], EndedAt: minutes is { } after ? Hour(7).AddMinutes(after) : null);

    private static async Task CommitAsync(PresageHost host, Occurrence row, JobRun? run = null)
    {
        var job = (await host.Get<IJobs>().FindAsync("nightly", Cancellation))!;
        (await host.Get<IJobs>().CommitAsync(
            new(job) { Occurrences = [row], Runs = run is null ? [] : [run] }, Cancellation)).ShouldNotBeNull();
    }
}

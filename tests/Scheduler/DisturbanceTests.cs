using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Presage.Contracts;
using Presage.Scheduler;
using Presage.Scheduler.Leading;
using Presage.Scheduler.Steps;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Scheduler;

public sealed class DisturbanceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private const string Page = """
        job: page
        schedule: { every: 15m }
        steps:
          write: { report: { of: predictions, out: a.html }, retries: 2, retry-pause: 10s, timeout: 10m }
          after: { report: { of: predictions, out: b.html }, needs: [write] }
        """;

    private readonly DateTime _nominal = JobHost.Now.AddMinutes(15);

    private string Run => $"page-{_nominal:yyyyMMdd'T'HHmmss}Z";

    [Fact]
    public async Task A_step_that_fails_is_tried_again_after_pauses_that_grow()
    {
        var deed = new GatedDeed(failures: 2);
        deed.Open();
        using var folder = new TestFolder();
        await using var host = await StartAsync(folder, deed);

        host.Clock.Now = _nominal;
        await StepAsync(host, step => step is { State: StepState.Waiting, Attempt: 1 });
        host.Clock.Now += TimeSpan.FromSeconds(10);
        var again = await StepAsync(host, step => step is { State: StepState.Waiting, Attempt: 2 });
        again.NotBefore.ShouldBe(host.Clock.Now.AddSeconds(20));
        host.Clock.Now += TimeSpan.FromSeconds(20);
        var run = await host.EndOfAsync(Run);

        run.State.ShouldBe(JobRunState.Succeeded);
        deed.Done.Select(done => done.RunId).ShouldBe([$"{Run}.write", $"{Run}.write.2", $"{Run}.write.3", $"{Run}.after"]);
    }

    [Fact]
    public async Task A_step_whose_time_is_over_is_cancelled_and_has_failed()
    {
        var deed = new GatedDeed();
        using var folder = new TestFolder();
        await using var host = await StartAsync(folder, deed, Page.Replace("retries: 2, ", "", StringComparison.Ordinal));

        host.Clock.Now = _nominal;
        await StepAsync(host, step => step.State == StepState.Running);
        await JobHost.UntilAsync(
            async () => await host.Store.Runs.FindAsync($"{Run}.write", Cancellation) is not null, "the run of the step");
        host.Clock.Now += TimeSpan.FromMinutes(11);
        var run = await host.EndOfAsync(Run);
        deed.Open();

        run.State.ShouldBe(JobRunState.Failed);
        run.Steps[0].Why.ShouldNotBeNull().ShouldContain("It took longer than");
        run.Steps[1].State.ShouldBe(StepState.Skipped);
        (await host.Store.RunAsync($"{Run}.write")).State.ShouldBe(RunState.Cancelled);
    }

    [Fact]
    public async Task A_job_run_that_is_cancelled_ends_what_it_does_and_begins_nothing_more()
    {
        var deed = new GatedDeed();
        using var folder = new TestFolder();
        await using var host = await StartAsync(folder, deed);

        host.Clock.Now = _nominal;
        await JobHost.UntilAsync(
            async () => await host.Store.Runs.FindAsync($"{Run}.write", Cancellation) is not null, "the run of the step");
        await host.Get<JobRunChanges>().CancelAsync(Run, "Cancelled by anna: not today.", Cancellation);
        var run = await host.EndOfAsync(Run);
        deed.Open();

        run.State.ShouldBe(JobRunState.Cancelled);
        run.Steps.ShouldAllBe(step => step.State == StepState.Cancelled);
        (await host.Store.RunAsync($"{Run}.write")).Error!.Message.ShouldBe("Cancelled by anna: not today.");
        deed.Done.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_asked_for_again_after_it_is_done_changes_nothing()
    {
        var deed = new GatedDeed();
        deed.Open();
        using var folder = new TestFolder();
        await using var host = await StartAsync(folder, deed);
        host.Clock.Now = _nominal;
        var before = await host.EndOfAsync(Run);

        foreach (var done in deed.Done.ToList())
            await host.Bus.Publish(done, Cancellation);
        await host.Bus.Publish(new JobRunEnded(Run, "page", "succeeded", before.From, before.To, "Again."), Cancellation);
        await Task.Delay(300, Cancellation);

        deed.Done.Count.ShouldBe(2);
        (await host.Store.JobRuns.FindAsync(Run, Cancellation))!.Steps.ShouldBe(before.Steps, new StepEquality());
        (await host.Store.JobRuns.ListAsync(new JobRunQuery("page"), null, 10, Cancellation)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(PortFault.BeforeTheFirstCall)]
    [InlineData(PortFault.AfterTheFirstCall)]
    public async Task A_store_that_fails_once_at_everything_that_is_asked_of_it_costs_no_interval(PortFault fault)
    {
        var deed = new GatedDeed();
        deed.Open();
        using var folder = new TestFolder();
        await using (var first = await StartAsync(folder, deed))
            await first.Store.Jobs.ListAsync(Cancellation);

        await using var host = await JobHost.StartAsync(
            folder.Path, new TestClock(_nominal),
            services => Replace(
                FaultyPort.InFrontOf(fault, typeof(IJobs), typeof(IJobRuns), typeof(ILeases), typeof(IRuns)), services, deed),
            ("Scheduler:Lease", "00:00:01"));

        // What was decided and never begun, since the answer was lost, is begun half a minute later.
        var run = await JobHost.UntilAsync(
            async () =>
            {
                host.Clock.Now += TimeSpan.FromSeconds(1);
                return await host.Store.JobRuns.FindAsync(Run, Cancellation) is { State: not JobRunState.Running } ended ? ended : null;
            },
            () => Task.FromResult("the end"));

        run.State.ShouldBe(JobRunState.Succeeded);
        (await host.Store.Jobs.OccurrenceAsync("page", _nominal, Cancellation))!.Run.ShouldBe(Run);
        deed.Done.Select(done => done.RunId).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_schedulers_one_leads_and_the_other_goes_on_when_its_lease_has_run_out()
    {
        var deed = new GatedDeed();
        using var folder = new TestFolder();
        await using var first = await StartAsync(folder, deed);
        await JobHost.UntilAsync(() => Task.FromResult(first.Get<Leadership>().Term is not null), "the first to lead");
        await using var second = await JobHost.StartAsync(
            folder.Path, first.Clock, services => Replace(null, services, deed), ("Scheduler:Lease", "00:00:01"));

        first.Clock.Now = _nominal;
        await JobHost.UntilAsync(
            async () => await first.Store.Runs.FindAsync($"{Run}.write", Cancellation) is not null, "the run of the step");
        var epoch = (await first.Store.Leases.FindAsync(Lease.Scheduler, Cancellation))!.Epoch;
        await JobHost.UntilAsync(() => Task.FromResult(Leads(first) != Leads(second)), "one to lead");
        first.Clock.Now += TimeSpan.FromSeconds(5);
        deed.Open();
        var run = await first.EndOfAsync(Run);

        run.State.ShouldBe(JobRunState.Succeeded);
        (await first.Store.Leases.FindAsync(Lease.Scheduler, Cancellation))!.Epoch.ShouldBeGreaterThanOrEqualTo(epoch);
        deed.Done.Select(done => done.RunId).Distinct().Count().ShouldBe(2);
        (await first.Store.JobRuns.ListAsync(new JobRunQuery("page"), null, 10, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_scheduler_that_is_stopped_gives_its_lease_back()
    {
        using var folder = new TestFolder();
        var host = await StartAsync(folder, new GatedDeed());
        await JobHost.UntilAsync(() => Task.FromResult(host.Get<Leadership>().Term is not null), "it to lead");
        await host.DisposeAsync();

        await using var store = new TestStore(folder.Path);
        (await store.Leases.FindAsync(Lease.Scheduler, Cancellation))!.Until.ShouldBeLessThanOrEqualTo(JobHost.Now);
    }

    [Fact]
    public async Task A_job_about_which_nothing_can_be_decided_says_so_in_its_journal_and_others_go_on()
    {
        var deed = new GatedDeed();
        deed.Open();
        using var folder = new TestFolder();
        await using var host = await StartAsync(folder, deed);
        await host.ApplyAsync("""
            job: holidays
            schedule: { every: 15m, exclude: [none] }
            steps:
              write: { report: { of: predictions, out: a.html } }
            """);

        host.Clock.Now = _nominal;
        (await host.EndOfAsync(Run)).State.ShouldBe(JobRunState.Succeeded);
        await JobHost.UntilAsync(
            async () => (await host.Store.Jobs.EntriesAsync("holidays", 10, Cancellation)).Any(entry => entry.What == "stuck"),
            "the journal");

        var entries = await host.Store.Jobs.EntriesAsync("holidays", 10, Cancellation);
        entries.Where(entry => entry.What == "stuck").ShouldHaveSingleItem().Text.ShouldContain("'none', which is no calendar");
    }

    private static bool Leads(JobHost host) => host.Get<Leadership>().Term is not null;

    private static async Task<JobHost> StartAsync(TestFolder folder, GatedDeed deed, string job = Page)
    {
        var host = await JobHost.StartAsync(
            folder.Path, configure: services => Replace(null, services, deed), settings: ("Scheduler:Lease", "00:00:01"));
        await host.ApplyAsync(job);
        return host;
    }

    private static void Replace(Action<IServiceCollection>? faults, IServiceCollection services, GatedDeed deed)
    {
        services.RemoveAll<IDeed>();
        services.AddSingleton<IDeed>(deed);
        faults?.Invoke(services);
    }

    private async Task<StepRun> StepAsync(JobHost host, Func<StepRun, bool> isMeant) => await JobHost.UntilAsync(
        async () => (await host.Store.JobRuns.FindAsync(Run, Cancellation))?.Steps
            .FirstOrDefault(step => step.Step == "write" && isMeant(step)),
        () => Task.FromResult("the step to stand so"));

    private sealed class StepEquality : IEqualityComparer<StepRun>
    {
        public bool Equals(StepRun? one, StepRun? other) =>
            (one?.Run, one?.State, one?.Attempt) == (other?.Run, other?.State, other?.Attempt);

        public int GetHashCode(StepRun step) => step.Step.GetHashCode(StringComparison.Ordinal);
    }
}

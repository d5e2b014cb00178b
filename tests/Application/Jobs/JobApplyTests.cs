using Presage.Application.Jobs;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Jobs;

public sealed class JobApplyTests : IAsyncDisposable
{
    private const string Holidays = """
        calendar: holidays
        days: [2026-12-25]
        """;

    private readonly PlayedJobs _played = new();

    private IJobActions Jobs => _played.Jobs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _played.DisposeAsync();

    [Fact]
    public async Task What_is_applied_once_more_is_unchanged_and_makes_no_version()
    {
        var first = await _played.ApplyAsync(PlayedJobs.Hourly, Holidays);
        var second = await _played.ApplyAsync(Holidays, PlayedJobs.Hourly + "\n");

        first.Definitions.Select(each => (each.Kind, each.Name, each.Change, each.Version))
            .ShouldBe([("calendar", "holidays", "created", null), ("job", "hourly", "created", 1)]);
        second.Definitions.Select(each => (each.Change, each.Difference.Count)).ShouldBe([("unchanged", 0), ("unchanged", 0)]);
        (await _played.Store.Get<IJobs>().VersionsAsync("hourly", Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_shows_the_lines_that_change_and_stores_nothing()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        var edited = PlayedJobs.Hourly.Replace("0 * * * *", "30 * * * *", StringComparison.Ordinal);

        var plan = await Jobs.ApplyAsync([new JobSource("a.yaml", edited)], dryRun: true, "ann", Cancellation);

        plan.DryRun.ShouldBeTrue();
        plan.Definitions.ShouldHaveSingleItem().Difference.ShouldBe([
            "  job: hourly",
            "  parameters: { dataset: plant }",
            "- schedule: { cron: \"0 * * * *\", overlap: buffer-all }",
            "+ schedule: { cron: \"30 * * * *\", overlap: buffer-all }",
            "  steps:",
            $"  {PlayedJobs.Hourly.Split('\n')[4]}",
            "...",
        ]);
        (await Jobs.ShowAsync("hourly", 0, Cancellation)).Job.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Every_version_is_kept_and_the_journal_says_what_changed()
    {
        await _played.ApplyAsync(PlayedJobs.Hourly);
        _played.Sleep(9);
        await _played.ApplyAsync(PlayedJobs.Hourly.Replace("dataset: plant", "dataset: mill", StringComparison.Ordinal));

        var versions = await _played.Store.Get<IJobs>().VersionsAsync("hourly", Cancellation);
        var entries = (await _played.HistoryAsync()).Events.Where(each => each.Kind == "applied").ToList();

        versions.Select(version => (version.Number, version.By)).ShouldBe([(2, "ann"), (1, "ann")]);
        entries.Select(entry => entry.Text).ShouldBe([
            "Version 1, the first.",
            "Version 2: - parameters: { dataset: plant }; + parameters: { dataset: mill }",
        ]);
    }

    [Fact]
    public async Task Nothing_is_stored_when_one_of_several_is_wrong()
    {
        var mistaken = PlayedJobs.Hourly.Replace("score:", "skore:", StringComparison.Ordinal);

        var wrong = await Should.ThrowAsync<PresageException>(_played.ApplyAsync(Holidays, mistaken));

        wrong.Code.ShouldBe("bad-job");
        wrong.Message.ShouldContain("2.yaml");
        (await Jobs.ListAsync(new JobFilter(), new PageRequest(), Cancellation)).Jobs.ShouldBeEmpty();
        (await _played.Store.Get<ICalendars>().ListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("schedule: { cron: \"0 * * * *\", exclude: [holydays] }", "unknown-calendar", "Did you mean 'holidays'?")]
    [InlineData("triggers: [{ job-ended: { job: hourley } }]", "unknown-job", "Did you mean 'hourly'?")]
    public async Task What_a_job_names_has_to_be_there(string line, string code, string remedy)
    {
        await _played.ApplyAsync(PlayedJobs.Hourly, Holidays);

        var refused = await Should.ThrowAsync<PresageException>(_played.ApplyAsync(
            $$$"""
            job: other
            {{{line}}}
            steps: { evaluate: { evaluate: { results: fleet } } }
            """));

        (refused.Code, refused.Remedy).ShouldBe((code, remedy));
    }

    [Fact]
    public async Task Destinations_that_are_not_there_are_refused()
    {
        var refused = await Should.ThrowAsync<PresageException>(_played.ApplyAsync("""
            job: other
            steps: { tell: { notify: { to: maintenance } } }
            """));

        refused.Code.ShouldBe("unknown-connection");
        refused.Message.ShouldBe("The job 'other' names the connection 'maintenance', which there is not.");
    }

    [Fact]
    public async Task Jobs_that_would_start_each_other_without_end_are_refused()
    {
        await _played.ApplyAsync("""
            job: a
            steps: { evaluate: { evaluate: { results: fleet } } }
            """);

        var refused = await Should.ThrowAsync<PresageException>(_played.ApplyAsync(
            """
            job: b
            triggers: [{ job-ended: { job: a } }]
            steps: { next: { job: { job: c } } }
            """,
            """
            job: c
            steps: { next: { job: { job: a } } }
            """));

        refused.Code.ShouldBe("job-cycle");
        refused.Message.ShouldContain("b -> c -> a -> b");
    }

    [Fact]
    public async Task One_job_in_two_files_is_refused_with_both()
    {
        var refused = await Should.ThrowAsync<PresageException>(_played.ApplyAsync(PlayedJobs.Hourly, PlayedJobs.Hourly));

        refused.Message.ShouldBe("The job 'hourly' is declared 2 times: 1.yaml, 2.yaml.");
    }
}

using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class JobsContract<TStore> : StorageContract<TStore, IJobs>
    where TStore : IStoreUnderTest, new()
{
    private IJobRuns Runs => Ports.GetRequiredService<IJobRuns>();

    private ILeases Leases => Ports.GetRequiredService<ILeases>();

    [Fact]
    public async Task A_job_is_read_as_it_was_applied()
    {
        var state = new JobState(
            At(1), At(2), At(3), new JobPause(At(4), "anna", "\"repair\" of the line µ", At(5)), Failures: 2, Started: 7, CountsFrom: At(8))
        {
            Pending = [new PendingTrigger(1, "e1", At(1), At(2), null, At(3), ["telemetry", "errors"], "New data.")],
            Memory = [new TriggerMemory(1, At(1), "mark"), new TriggerMemory(2, null) { Seen = ["e1", "e2"] }],
        };

        var applied = await Port.ApplyAsync(Jobs.Version("score", 1), state, null, Jobs.Entry("score", 1), Cancellation);
        var read = await OpenAgain().FindAsync("score", Cancellation);

        foreach (var job in new[] { applied, read })
        {
            (job!.Name, job.Version, job.Definition).ShouldBe(("score", 1, "steps of score 1"));
            (job.State with { Pending = [], Memory = [] }).ShouldBe(state with { Pending = [], Memory = [] });
            job.State.Memory.Select(memory => memory with { Seen = [] }).ShouldBe(state.Memory.Select(memory => memory with { Seen = [] }));
            job.State.Memory.Select(memory => memory.Seen.Count).ShouldBe([0, 2]);
            job.State.Memory[1].Seen.ShouldBe(["e1", "e2"]);
            (job.State.Pending.ShouldHaveSingleItem() with { Kinds = [] }).ShouldBe(state.Pending[0] with { Kinds = [] });
            job.State.Pending[0].Kinds.ShouldBe(["telemetry", "errors"]);
        }

        read!.Revision.ShouldBe(applied!.Revision);
        (await Port.FindAsync("other", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_new_definition_takes_the_place_of_the_one_that_was_seen_and_versions_are_kept()
    {
        var first = await AppliedAsync("score");

        var second = await Port.ApplyAsync(
            Jobs.Version("score", 2), first.State with { PlannedTo = At(3) }, first.Revision, Jobs.Entry("score", 2), Cancellation);
        var late = await OpenAgain().ApplyAsync(
            Jobs.Version("score", 3), first.State, first.Revision, Jobs.Entry("score", 3), Cancellation);
        var twice = await Port.ApplyAsync(Jobs.Version("score", 1), new(), null, Jobs.Entry("score", 4), Cancellation);

        (second!.Version, second.Definition, second.State.PlannedTo).ShouldBe((2, "steps of score 2", At(3)));
        second.Revision.ShouldNotBe(first.Revision);
        late.ShouldBeNull();
        twice.ShouldBeNull();
        (await Port.VersionsAsync("score", Cancellation)).ShouldBe([Jobs.Version("score", 2), Jobs.Version("score", 1)]);
        (await OpenAgain().VersionAsync("score", 1, Cancellation)).ShouldBe(Jobs.Version("score", 1));
        (await Port.VersionAsync("score", 3, Cancellation)).ShouldBeNull();
        (await Port.EntriesAsync("score", 10, Cancellation)).ShouldBe([Jobs.Entry("score", 2), Jobs.Entry("score", 1)]);
        (await Port.EntriesAsync("score", 1, Cancellation)).ShouldBe([Jobs.Entry("score", 2)]);
    }

    [Fact]
    public async Task Jobs_are_listed_by_name_and_those_that_are_due_the_longest_overdue_first()
    {
        foreach (var (name, hour) in new (string, int?)[] { ("b", 3), ("c", 1), ("a", 5), ("d", null) })
            await AppliedAsync(name, new(LooksAt: hour is { } at ? At(at) : null));

        (await OpenAgain().ListAsync(Cancellation)).Select(job => job.Name).ShouldBe(["a", "b", "c", "d"]);
        (await Port.DueAsync(At(3), 5, Cancellation)).Select(job => job.Name).ShouldBe(["c", "b"]);
        (await Port.DueAsync(At(9), 2, Cancellation)).Select(job => job.Name).ShouldBe(["c", "b"]);
        (await Port.DueAsync(At(0), 5, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_decided_is_stored_as_a_whole()
    {
        var job = await AppliedAsync("score");

        var committed = await Port.CommitAsync(
            new(job with { State = new(At(2), At(2), At(4), Started: 1) })
            {
                Occurrences = [Jobs.Row("score", 1, OccurrenceOutcome.Started, run: "score-1"), Jobs.Row("score", 2)],
                Runs = [Jobs.Run("score-1", "score", 1), Jobs.Run("score-2", "score", 2)],
                Evaluations = [Jobs.Evaluation("score", 1)],
                Entries = [Jobs.Entry("score", 2)],
            },
            Cancellation);

        (committed!.State with { Pending = [], Memory = [] }).ShouldBe(
            new JobState(At(2), At(2), At(4), Started: 1) with { Pending = [], Memory = [] });
        (await OpenAgain().FindAsync("score", Cancellation))!.Revision.ShouldBe(committed.Revision);
        (await Port.OccurrencesAsync("score", null, null, null, 5, Cancellation)).ShouldBe(
            [Jobs.Row("score", 2), Jobs.Row("score", 1, OccurrenceOutcome.Started, run: "score-1")]);
        (await Runs.ListAsync(new(), null, 5, Cancellation)).Select(run => run.Id).ShouldBe(["score-2", "score-1"]);
        (await Port.EvaluationsAsync("score", null, 5, Cancellation)).ShouldBe([Jobs.Evaluation("score", 1)]);
        (await Port.EntriesAsync("score", 5, Cancellation)).Select(entry => entry.Id).ShouldBe(["0002", "0001"]);
    }

    [Fact]
    public async Task What_was_decided_from_an_earlier_state_is_not_stored()
    {
        var job = await AppliedAsync("score");
        var decided = new JobCommit(job with { State = new(At(1)) })
        {
            Occurrences = [Jobs.Row("score", 1)],
            Runs = [Jobs.Run("score-1", "score", 1)],
            Evaluations = [Jobs.Evaluation("score", 1)],
            Entries = [Jobs.Entry("score", 2)],
        };
        (await Port.CommitAsync(new(job with { State = new(At(5)) }), Cancellation)).ShouldNotBeNull();

        (await OpenAgain().CommitAsync(decided, Cancellation)).ShouldBeNull();
        (await Port.CommitAsync(new(job with { Name = "none" }), Cancellation)).ShouldBeNull();

        (await Port.FindAsync("score", Cancellation))!.State.PlannedTo.ShouldBe(At(5));
        (await Port.OccurrencesAsync("score", null, null, null, 5, Cancellation)).ShouldBeEmpty();
        (await Runs.ListAsync(new(), null, 5, Cancellation)).ShouldBeEmpty();
        (await Port.EvaluationsAsync("score", null, 5, Cancellation)).ShouldBeEmpty();
        (await Port.EntriesAsync("score", 5, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Jobs_whose_definition_may_have_triggers_are_found_by_its_text()
    {
        foreach (var (name, yaml) in new[]
        {
            ("a", "job: a\nsteps: {}"), ("b", "job: b\ntriggers: []"), ("c", "job: c\n\"\\x74riggers\": []"), ("d", "\"triggers\": []"),
        })
            (await Port.ApplyAsync(
                new JobVersion(name, 1, yaml, At(0), "ada"), new JobState(), null, Jobs.Entry(name, 1), Cancellation)).ShouldNotBeNull();

        (await OpenAgain().TriggeredAsync(Cancellation)).Select(job => job.Name).ShouldBe(["b", "c", "d"]);
    }

    [Fact]
    public async Task Of_many_who_decide_from_the_same_state_one_is_stored()
    {
        var job = await AppliedAsync("score");

        var commits = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => (i, Jobs: i % 2 == 0 ? Port : OpenAgain())).Select(
            one => Task.Run(() => one.Jobs.CommitAsync(
                new(job with { State = new(At(one.i)) }) { Runs = [Jobs.Run($"score-{one.i}", "score", one.i)] }, Cancellation))));

        var won = commits.Where(commit => commit is not null).ShouldHaveSingleItem()!;
        (await Port.FindAsync("score", Cancellation))!.State.PlannedTo.ShouldBe(won.State.PlannedTo);
        (await Runs.ListAsync(new(), null, 9, Cancellation)).ShouldHaveSingleItem().To.ShouldBe(won.State.PlannedTo);
    }

    [Fact]
    public async Task A_job_that_is_touched_is_looked_at_no_later_and_decided_again()
    {
        var job = await AppliedAsync("score", new(LooksAt: At(5)));

        await OpenAgain().TouchAsync("score", At(2), Cancellation);
        (await Port.CommitAsync(new(job with { State = new(LooksAt: At(9)) }), Cancellation)).ShouldBeNull();
        await Port.TouchAsync("score", At(3), Cancellation);
        await Port.TouchAsync("none", At(3), Cancellation);

        var touched = await Port.FindAsync("score", Cancellation);
        touched!.State.LooksAt.ShouldBe(At(2));
        (await Port.CommitAsync(new(touched with { State = new() }), Cancellation))!.State.LooksAt.ShouldBeNull();
        await Port.TouchAsync("score", At(7), Cancellation);
        (await Port.DueAsync(At(7), 5, Cancellation)).ShouldHaveSingleItem().State.LooksAt.ShouldBe(At(7));
    }

    [Fact]
    public async Task Nothing_is_stored_for_a_scheduler_of_which_another_has_taken_the_lease()
    {
        var job = await AppliedAsync("score");
        var first = await Leases.TakeAsync("scheduler", "a", TimeSpan.FromMinutes(1), Cancellation);
        var one = await Port.CommitAsync(new(job with { State = new(At(1)) }, first), Cancellation);
        await Leases.ReleaseAsync(first!, Cancellation);
        var second = await Leases.TakeAsync("scheduler", "b", TimeSpan.FromMinutes(1), Cancellation);

        (await Port.CommitAsync(new(one! with { State = new(At(2)) }, first), Cancellation)).ShouldBeNull();
        var two = await Port.CommitAsync(new(one with { State = new(At(3)) }, second), Cancellation);
        (await Port.CommitAsync(new(two! with { State = new(At(4)) }, first), Cancellation)).ShouldBeNull();
        var three = await Port.CommitAsync(new(two with { State = new(At(5)) }), Cancellation);

        (one.State.Epoch, two.State.Epoch, three!.State.Epoch).ShouldBe((1, 2, 2));
        (await Port.FindAsync("score", Cancellation))!.State.PlannedTo.ShouldBe(At(5));
    }

    [Fact]
    public async Task A_row_takes_the_place_of_the_one_with_its_nominal_time_and_what_is_there_is_not_added_again()
    {
        var job = await AppliedAsync("score");
        var run = Jobs.Run("score-1", "score", 1);
        var first = await Port.CommitAsync(
            new(job)
            {
                Occurrences = [Jobs.Row("score", 1)],
                Runs = [run],
                Evaluations = [Jobs.Evaluation("score", 1)],
                Entries = [Jobs.Entry("score", 2)],
            },
            Cancellation);
        await Runs.CommitAsync((await Runs.FindAsync("score-1", Cancellation))! with { Repairs = 1 }, null, Cancellation);

        await Port.CommitAsync(
            new(first!)
            {
                Occurrences = [Jobs.Row("score", 1, OccurrenceOutcome.Started, run: "score-1")],
                Runs = [run],
                Evaluations = [Jobs.Evaluation("score", 1) with { Why = "other" }],
                Entries = [Jobs.Entry("score", 2) with { Text = "other" }],
            },
            Cancellation);

        (await Port.OccurrenceAsync("score", At(1), Cancellation)).ShouldBe(
            Jobs.Row("score", 1, OccurrenceOutcome.Started, run: "score-1"));
        (await Port.OccurrenceAsync("score", At(2), Cancellation)).ShouldBeNull();
        (await Runs.FindAsync("score-1", Cancellation))!.Repairs.ShouldBe(1);
        (await Port.EvaluationsAsync("score", null, 5, Cancellation)).ShouldBe([Jobs.Evaluation("score", 1)]);
        (await Port.EntriesAsync("score", 1, Cancellation)).ShouldBe([Jobs.Entry("score", 2)]);
    }

    [Fact]
    public async Task Rows_are_asked_for_by_time_and_outcome_and_evaluations_page_by_page()
    {
        var job = await AppliedAsync("score");
        await AppliedAsync("other");
        await Port.CommitAsync(
            new(job)
            {
                Occurrences =
                [
                    .. Enumerable.Range(1, 5).Select(
                        hour => Jobs.Row("score", hour, hour % 2 == 0 ? OccurrenceOutcome.Buffered : OccurrenceOutcome.Skipped)),
                    Jobs.Row("score", 6, OccurrenceOutcome.Moved) with
                    {
                        From = null,
                        To = null,
                        NotBefore = At(7),
                        Remark = "02:30 does not exist on that day in Europe/Berlin",
                    },
                ],
                Evaluations = [.. Enumerable.Range(1, 5).Select(i => Jobs.Evaluation("score", i))],
            },
            Cancellation);

        (await HoursAsync(null, null, null, 9)).ShouldBe([6, 5, 4, 3, 2, 1]);
        (await HoursAsync(2, 5, null, 9)).ShouldBe([5, 4, 3]);
        (await HoursAsync(null, 5, OccurrenceOutcome.Buffered, 9)).ShouldBe([4, 2]);
        (await HoursAsync(null, null, null, 2)).ShouldBe([6, 5]);
        (await Port.OccurrencesAsync("other", null, null, null, 9, Cancellation)).ShouldBeEmpty();
        var moved = await OpenAgain().OccurrenceAsync("score", At(6), Cancellation);
        (moved!.From, moved.NotBefore, moved.Remark).ShouldBe((null, At(7), "02:30 does not exist on that day in Europe/Berlin"));
        var first = await Port.EvaluationsAsync("score", null, 3, Cancellation);
        first.Select(evaluation => evaluation.Id).ShouldBe(["0005", "0004", "0003"]);
        (await Port.EvaluationsAsync("score", first[^1].Id, 3, Cancellation)).Select(evaluation => evaluation.Id)
            .ShouldBe(["0002", "0001"]);

        async Task<IEnumerable<double>> HoursAsync(int? from, int? to, OccurrenceOutcome? outcome, int most) =>
            (await Port.OccurrencesAsync(
                "score", from is { } after ? At(after) : null, to is { } until ? At(until) : null, outcome, most, Cancellation))
            .Select(row => (row.Nominal - At(0)).TotalHours);
    }

    [Fact]
    public async Task A_run_whose_id_another_job_has_is_refused_with_everything_else()
    {
        var job = await AppliedAsync("score");
        await AppliedAsync("score-now");
        await Runs.AddAsync(Jobs.Run("score-now-1", "score-now", 1), Cancellation);

        var error = await Should.ThrowAsync<PresageException>(() => Port.CommitAsync(
            new(job with { State = new(At(1)) })
            {
                Runs = [Jobs.Run("score-now-1", "score", 1)],
                Occurrences = [Jobs.Row("score", 1)],
            },
            Cancellation));

        (error.Code, error.Kind).ShouldBe(("run-id-taken", ErrorKind.Conflict));
        (await Port.FindAsync("score", Cancellation))!.Revision.ShouldBe(job.Revision);
        (await Port.OccurrencesAsync("score", null, null, null, 5, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interval_is_said_to_be_overdue_once()
    {
        await AppliedAsync("score");

        var marks = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? Port : OpenAgain()).Select(
            jobs => Task.Run(() => jobs.MarkOverdueAsync("score", At(1), At(3), Cancellation))));

        marks.Count(first => first).ShouldBe(1);
        (await Port.MarkOverdueAsync("score", At(2), At(3), Cancellation)).ShouldBeTrue();
        (await Port.MarkOverdueAsync("none", At(2), At(3), Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Intervals_that_were_overdue_are_asked_for_by_time()
    {
        await AppliedAsync("score");
        foreach (var hour in new[] { 1, 2, 3 })
            await Port.MarkOverdueAsync("score", At(hour), At(hour + 10), Cancellation);

        (await OpenAgain().OverdueAsync("score", At(1), At(2), Cancellation)).ShouldHaveSingleItem().ShouldBe(new(At(2), At(12)));
        (await Port.OverdueAsync("score", null, null, Cancellation)).Keys.ShouldBe([At(1), At(2), At(3)], ignoreOrder: true);
        (await Port.OverdueAsync("other", null, null, Cancellation)).ShouldBeEmpty();
    }

    private async Task<Job> AppliedAsync(string name, JobState? state = null) =>
        (await Port.ApplyAsync(Jobs.Version(name, 1), state ?? new(), null, Jobs.Entry(name, 1), Cancellation))!;
}

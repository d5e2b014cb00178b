using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class JobRunsContract<TStore> : StorageContract<TStore, IJobRuns>
    where TStore : IStoreUnderTest, new()
{
    private IJobs AllJobs => Ports.GetRequiredService<IJobs>();

    [Fact]
    public async Task A_job_run_is_read_as_it_was_added_and_added_once()
    {
        await ApplyAsync("score");
        var run = Jobs.Run("score-1", "score", 1) with
        {
            IsBulk = true,
            EndedAt = At(5),
            Repairs = 3,
            Cause = "backfill",
            Cancel = "By anna.",
        };

        var added = await Port.AddAsync(run, Cancellation);
        var again = await OpenAgain().AddAsync(run with { Why = "other" }, Cancellation);

        foreach (var read in new[] { added, again, await OpenAgain().FindAsync("score-1", Cancellation) })
            ShouldBe(read!, run with { Revision = added.Revision });
        (await Port.FindAsync("none", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_job_run_without_an_interval_has_none()
    {
        await ApplyAsync("score");
        await Port.AddAsync(Jobs.Run("score-1", "score", 1) with { Nominal = null, From = null, To = null, LooksAt = null }, Cancellation);

        var read = await OpenAgain().FindAsync("score-1", Cancellation);

        (read!.Nominal, read.From, read.To, read.LooksAt).ShouldBe((null, null, null, null));
        (await Port.ListAsync(new(To: At(9)), null, 5, Cancellation)).ShouldBeEmpty();
        (await Port.ListAsync(new(), null, 5, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Job_runs_are_listed_latest_first_page_by_page()
    {
        await FourAsync();

        var first = await OpenAgain().ListAsync(new(), null, 3, Cancellation);
        var second = await Port.ListAsync(new(), first[^1].Place, 3, Cancellation);

        first.Select(run => run.Id).ShouldBe(["other-3", "score-3", "score-2"]);
        second.Select(run => run.Id).ShouldBe(["score-1"], customMessage: "those of one moment by id");
        (await Port.ListAsync(new(), second[^1].Place, 3, Cancellation)).ShouldBeEmpty();
        (await Port.ListAsync(new(), null, 0, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Job_runs_are_asked_for_by_job_state_and_end_of_their_interval()
    {
        await FourAsync();

        (await IdsAsync(new(Job: "score"))).ShouldBe(["score-3", "score-2", "score-1"]);
        (await IdsAsync(new(State: JobRunState.Failed))).ShouldBe(["score-2"]);
        (await IdsAsync(new(From: At(1), To: At(2)))).ShouldBe(["score-2"]);
        (await IdsAsync(new(Job: "other", From: At(3)))).ShouldBeEmpty();
        (await Port.ActiveAsync("score", Cancellation)).Select(run => run.Id).ShouldBe(["score-1", "score-3"]);
        (await Port.ActiveAsync("none", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Job_runs_that_are_due_come_the_longest_overdue_first()
    {
        await FourAsync();

        (await OpenAgain().DueAsync(At(3), 9, Cancellation)).Select(run => run.Id).ShouldBe(["score-1", "other-3", "score-3"]);
        (await Port.DueAsync(At(3), 1, Cancellation)).Select(run => run.Id).ShouldBe(["score-1"]);
        (await Port.DueAsync(At(0), 9, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_has_ended_is_due_as_long_as_it_says_so()
    {
        await ApplyAsync("score");
        var run = await Port.AddAsync(Jobs.Run("score-1", "score", 1), Cancellation);

        var ended = await Port.CommitAsync(
            run with { State = JobRunState.Succeeded, EndedAt = At(2), LooksAt = At(2) }, null, Cancellation);

        ended!.LooksAt.ShouldBe(At(2));
        (await OpenAgain().DueAsync(At(2), 9, Cancellation)).ShouldHaveSingleItem().Revision.ShouldBe(ended.Revision);
        await Port.CommitAsync(ended with { LooksAt = null }, null, Cancellation);
        (await Port.DueAsync(At(9), 9, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_is_stored_if_nothing_else_was()
    {
        await ApplyAsync("score");
        var run = await Port.AddAsync(Jobs.Run("score-1", "score", 1), Cancellation);
        var step = run.Steps[0] with
        {
            State = StepState.Succeeded,
            EndedAt = At(2),
            NotBefore = At(3),
            Why = "It scored.",
            Before = 2,
            Outputs = new Dictionary<string, string> { ["results"] = "march" },
        };
        var changed = run with
        {
            Steps = [step, run.Steps[1]],
            LooksAt = At(9),
            Cancel = "By bert.",
            Parameters = new Dictionary<string, string>(),
        };

        var stored = await Port.CommitAsync(changed, null, Cancellation);
        var late = await OpenAgain().CommitAsync(run with { State = JobRunState.Failed }, null, Cancellation);

        stored!.Revision.ShouldNotBe(run.Revision);
        late.ShouldBeNull();
        ShouldBe((await OpenAgain().FindAsync("score-1", Cancellation))!, changed with { Revision = stored.Revision });
        (await Port.CommitAsync(run with { Id = "none" }, null, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_job_run_that_has_ended_stays_due_until_it_is_stored_that_it_is_not()
    {
        await ApplyAsync("score");
        var run = await Port.AddAsync(Jobs.Run("score-1", "score", 1) with { LooksAt = At(5) }, Cancellation);

        var ended = await Port.CommitAsync(
            run with { State = JobRunState.Failed, EndedAt = At(4), LooksAt = At(4) }, null, Cancellation);
        ended!.LooksAt.ShouldBe(At(4));
        (await Port.DueAsync(At(6), 10, Cancellation)).Single().Id.ShouldBe("score-1");
        (await Port.DueAsync(At(6), 10, Cancellation)).Single().LooksAt.ShouldBe(At(4));

        await Port.CommitAsync(ended with { LooksAt = null }, null, Cancellation);
        (await Port.DueAsync(At(9), 10, Cancellation)).ShouldBeEmpty();
        (await Port.FindAsync("score-1", Cancellation))!.LooksAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_job_run_that_is_touched_is_decided_again_and_one_that_has_ended_is_left()
    {
        await ApplyAsync("score");
        var run = await Port.AddAsync(Jobs.Run("score-1", "score", 1) with { LooksAt = At(5) }, Cancellation);

        await OpenAgain().TouchAsync("score-1", At(2), Cancellation);
        (await Port.CommitAsync(run with { LooksAt = At(8) }, null, Cancellation)).ShouldBeNull();
        await Port.TouchAsync("score-1", At(3), Cancellation);

        var touched = await Port.FindAsync("score-1", Cancellation);
        touched!.LooksAt.ShouldBe(At(2));
        var ended = await Port.CommitAsync(
            touched with { State = JobRunState.Succeeded, EndedAt = At(4), LooksAt = null }, null, Cancellation);
        await Port.TouchAsync("score-1", At(3), Cancellation);
        await Port.TouchAsync("none", At(3), Cancellation);
        ShouldBe((await Port.FindAsync("score-1", Cancellation))!, ended!);
    }

    [Fact]
    public async Task A_job_whose_run_ends_is_looked_at_then()
    {
        await ApplyAsync("score");
        var run = await Port.AddAsync(Jobs.Run("score-1", "score", 1), Cancellation);
        var before = await AllJobs.FindAsync("score", Cancellation);
        var going = await Port.CommitAsync(run with { LooksAt = At(3) }, null, Cancellation);
        (await AllJobs.FindAsync("score", Cancellation))!.Revision.ShouldBe(before!.Revision);

        var ended = await Port.CommitAsync(
            going! with { State = JobRunState.Failed, EndedAt = At(4), LooksAt = null }, null, Cancellation);

        (await AllJobs.CommitAsync(new(before), Cancellation)).ShouldBeNull();
        var touched = (await AllJobs.DueAsync(At(4), 5, Cancellation)).ShouldHaveSingleItem();
        touched.State.LooksAt.ShouldBe(At(4));
        await Port.CommitAsync(ended! with { Repairs = 1 }, null, Cancellation);
        (await AllJobs.FindAsync("score", Cancellation))!.Revision.ShouldBe(touched.Revision, "it had ended before");
    }

    [Fact]
    public async Task Nothing_is_stored_for_a_scheduler_of_which_another_has_taken_the_lease()
    {
        await ApplyAsync("score");
        var leases = Ports.GetRequiredService<ILeases>();
        var run = await Port.AddAsync(Jobs.Run("score-1", "score", 1), Cancellation);
        var first = await leases.TakeAsync("scheduler", "a", TimeSpan.FromMinutes(1), Cancellation);
        await leases.ReleaseAsync(first!, Cancellation);
        var second = await leases.TakeAsync("scheduler", "b", TimeSpan.FromMinutes(1), Cancellation);

        (await Port.CommitAsync(run with { Repairs = 1 }, first, Cancellation)).ShouldBeNull();
        var stored = await Port.CommitAsync(run with { Repairs = 2 }, second, Cancellation);
        var byPerson = await Port.CommitAsync(stored! with { Repairs = 3 }, null, Cancellation);

        (stored.Epoch, byPerson!.Epoch, byPerson.Repairs).ShouldBe((2, 2, 3));
    }

    [Fact]
    public async Task A_run_of_a_job_that_is_not_there_is_refused()
    {
        await ApplyAsync("score");
        await ApplyAsync("other");
        await Port.AddAsync(Jobs.Run("r", "score", 1), Cancellation);

        (await Should.ThrowAsync<PresageException>(() => Port.AddAsync(Jobs.Run("n-1", "none", 1), Cancellation)))
            .Code.ShouldBe("unknown-job");
        (await Should.ThrowAsync<PresageException>(() => Port.AddAsync(Jobs.Run("r", "other", 1), Cancellation)))
            .Code.ShouldBe("run-id-taken");
    }

    /// <summary>Parts that are compared by what they hold.</summary>
    private static void ShouldBe(JobRun read, JobRun expected)
    {
        (read with { Parameters = expected.Parameters, Steps = expected.Steps }).ShouldBe(expected);
        read.Parameters.OrderBy(pair => pair.Key).ShouldBe(expected.Parameters.OrderBy(pair => pair.Key));
        read.Steps.Count.ShouldBe(expected.Steps.Count);
        foreach (var (step, other) in read.Steps.Zip(expected.Steps))
        {
            (step with { Outputs = other.Outputs, Pins = other.Pins }).ShouldBe(other with { Outputs = other.Outputs, Pins = other.Pins });
            step.Outputs.ShouldBe(other.Outputs, ignoreOrder: true);
            step.Pins.ShouldBe(other.Pins, ignoreOrder: true);
        }
    }

    private async Task FourAsync()
    {
        await ApplyAsync("score");
        await ApplyAsync("other");
        await Port.AddAsync(Jobs.Run("score-3", "score", 3), Cancellation);
        await Port.AddAsync(Jobs.Run("score-1", "score", 1), Cancellation);
        await Port.AddAsync(
            Jobs.Run("score-2", "score", 2) with { State = JobRunState.Failed, EndedAt = At(3), LooksAt = null }, Cancellation);
        await Port.AddAsync(Jobs.Run("other-3", "other", 3) with { CreatedAt = At(4) }, Cancellation);
    }

    private async Task<IEnumerable<string>> IdsAsync(JobRunQuery query) =>
        (await Port.ListAsync(query, null, 100, Cancellation)).Select(run => run.Id);

    private async Task ApplyAsync(string job) =>
        (await AllJobs.ApplyAsync(Jobs.Version(job, 1), new(), null, Jobs.Entry(job, 1), Cancellation)).ShouldNotBeNull();
}

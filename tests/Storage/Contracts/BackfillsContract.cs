using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class BackfillsContract<TStore> : StorageContract<TStore, IBackfills>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task A_backfill_is_read_as_it_was_added_and_added_once()
    {
        await ApplyAsync("score");
        var backfill = Jobs.Backfill("score", "h1", 1) with { EndedAt = At(9), Why = "It was cancelled." };

        var added = await Port.AddAsync(backfill, Cancellation);
        await OpenAgain().AddAsync(backfill with { By = "bert" }, Cancellation);

        var read = await OpenAgain().FindAsync("score", "h1", Cancellation);
        (read! with { Steps = null, Intervals = [] }).ShouldBe(
            backfill with { Steps = null, Intervals = [], Revision = added.Revision });
        read.Steps.ShouldBe(["score"]);
        read.Intervals.ShouldBe(backfill.Intervals);
        (await Port.FindAsync("score", "h2", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Backfills_are_listed_latest_first_and_those_that_run_the_earliest_first()
    {
        await ApplyAsync("score");
        await ApplyAsync("other");
        await Port.AddAsync(Jobs.Backfill("score", "h1", 1), Cancellation);
        await Port.AddAsync(Jobs.Backfill("score", "h2", 3) with { Steps = null }, Cancellation);
        await Port.AddAsync(Jobs.Backfill("other", "h1", 2), Cancellation);
        await Port.AddAsync(Jobs.Backfill("other", "h3", 4) with { State = BackfillState.Paused }, Cancellation);

        (await OpenAgain().ListAsync(null, Cancellation)).Select(one => one.Id).ShouldBe(["h3", "h2", "h1", "h1"]);
        (await Port.ListAsync("score", Cancellation)).Select(one => one.Id).ShouldBe(["h2", "h1"]);
        (await Port.ActiveAsync(Cancellation)).Select(one => (one.Job, one.Id))
            .ShouldBe([("score", "h1"), ("other", "h1"), ("score", "h2")]);
        (await Port.FindAsync("score", "h2", Cancellation))!.Steps.ShouldBeNull();
    }

    [Fact]
    public async Task A_change_is_stored_if_nothing_else_was()
    {
        await ApplyAsync("score");
        var backfill = await Port.AddAsync(Jobs.Backfill("score", "h1", 1), Cancellation);
        var done = backfill.Intervals[0] with { Run = "r1", State = JobRunState.Succeeded };

        var stored = await Port.CommitAsync(
            backfill with { Intervals = [done, backfill.Intervals[1]], State = BackfillState.Done, EndedAt = At(4), AtOnce = 1 }, null,
            Cancellation);
        var late = await OpenAgain().CommitAsync(backfill with { State = BackfillState.Cancelled }, null, Cancellation);

        late.ShouldBeNull();
        var read = await OpenAgain().FindAsync("score", "h1", Cancellation);
        (read!.State, read.EndedAt, read.AtOnce, read.Revision).ShouldBe((BackfillState.Done, At(4), 1, stored!.Revision));
        read.Intervals[0].ShouldBe(done);
        (await Port.ActiveAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_stored_for_a_scheduler_of_which_another_has_taken_the_lease()
    {
        await ApplyAsync("score");
        var leases = Ports.GetRequiredService<ILeases>();
        var backfill = await Port.AddAsync(Jobs.Backfill("score", "h1", 1), Cancellation);
        var first = await leases.TakeAsync("scheduler", "a", TimeSpan.Zero, Cancellation);
        var second = await leases.TakeAsync("scheduler", "b", TimeSpan.FromMinutes(1), Cancellation);

        (await Port.CommitAsync(backfill with { AtOnce = 7 }, first, Cancellation)).ShouldBeNull();
        (await Port.CommitAsync(backfill with { AtOnce = 8 }, second, Cancellation))!.Epoch.ShouldBe(2);
    }

    [Fact]
    public async Task A_backfill_that_is_too_large_or_of_no_job_is_refused()
    {
        await ApplyAsync("score");
        var interval = Jobs.Backfill("score", "h1", 1).Intervals[0];
        var most = Jobs.Backfill("score", "h1", 1) with { Intervals = [.. Enumerable.Repeat(interval, Backfill.MostIntervals)] };

        var tooLarge = most with { Intervals = [.. most.Intervals, interval] };
        (await Should.ThrowAsync<PresageException>(() => Port.AddAsync(tooLarge, Cancellation))).Code.ShouldBe("backfill-too-large");
        (await Should.ThrowAsync<PresageException>(() => Port.AddAsync(most with { Job = "none" }, Cancellation)))
            .Code.ShouldBe("unknown-job");
        (await Port.AddAsync(most, Cancellation)).Intervals.Count.ShouldBe(Backfill.MostIntervals);
    }

    private Task<Job?> ApplyAsync(string job) => Ports.GetRequiredService<IJobs>().ApplyAsync(
        Jobs.Version(job, 1), new(), null, Jobs.Entry(job, 1), Cancellation);
}

using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class JobDeletionsContract<TStore> : StorageContract<TStore, IJobs>
    where TStore : IStoreUnderTest, new()
{
    private IJobRuns Runs => Ports.GetRequiredService<IJobRuns>();

    private IBackfills Backfills => Ports.GetRequiredService<IBackfills>();

    [Fact]
    public async Task A_job_is_deleted_with_everything_that_belongs_to_it_and_nothing_else()
    {
        var left = await FullAsync("other");
        await FullAsync("score");

        (await OpenAgain().DeleteAsync("score", Cancellation)).ShouldBeTrue();

        await ShouldBeGoneAsync("score");
        (await Port.DeleteAsync("score", Cancellation)).ShouldBeFalse();
        (await Port.WasDeletedAsync("score", Cancellation)).ShouldBeTrue();
        (await Port.WasDeletedAsync("other", Cancellation)).ShouldBeFalse();
        (await Port.FindAsync("other", Cancellation))!.Revision.ShouldBe(left.Revision);
        (await Port.OccurrencesAsync("other", null, null, null, 9, Cancellation)).ShouldHaveSingleItem();
        (await Port.MarkOverdueAsync("other", At(1), At(2), Cancellation)).ShouldBeFalse();
        (await Runs.FindAsync("other-1", Cancellation)).ShouldNotBeNull();
        (await Ports.GetRequiredService<IStoreCheck>().ReadAsync(Cancellation)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_can_be_made_anew_and_is_still_known_to_have_been_deleted()
    {
        await FullAsync("score");
        await Port.DeleteAsync("score", Cancellation);

        var anew = await Port.ApplyAsync(Jobs.Version("score", 1), new(), null, Jobs.Entry("score", 9), Cancellation);

        anew.ShouldNotBeNull();
        (await Port.OccurrencesAsync("score", null, null, null, 9, Cancellation)).ShouldBeEmpty();
        (await Port.MarkOverdueAsync("score", At(1), At(2), Cancellation)).ShouldBeTrue();
        (await Port.WasDeletedAsync("score", Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_of_which_a_run_has_not_ended_stays()
    {
        var job = await FullAsync("score");
        await Runs.AddAsync(Jobs.Run("score-2", "score", 2), Cancellation);

        var error = await Should.ThrowAsync<PresageException>(() => Port.DeleteAsync("score", Cancellation));

        (error.Code, error.Kind).ShouldBe(("job-running", ErrorKind.Conflict));
        error.Message.ShouldContain("score-2");
        (await Port.FindAsync("score", Cancellation))!.Definition.ShouldBe(job.Definition);
        (await Port.OccurrencesAsync("score", null, null, null, 9, Cancellation)).ShouldHaveSingleItem();
        (await Port.WasDeletedAsync("score", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_job_whose_deletion_was_interrupted_is_hidden_and_refused_until_it_is_gone()
    {
        var job = await FullAsync("score");
        var run = await Runs.FindAsync("score-1", Cancellation);
        await BeginDeletingAsync(Deletable.Job, "score");

        (await Port.FindAsync("score", Cancellation)).ShouldBeNull();
        (await Port.ListAsync(Cancellation)).ShouldBeEmpty();
        (await Port.DueAsync(At(99), 9, Cancellation)).ShouldBeEmpty();
        (await Port.WasDeletedAsync("score", Cancellation)).ShouldBeTrue();
        (await Port.CommitAsync(new(job), Cancellation)).ShouldBeNull();
        (await Runs.CommitAsync(run! with { Repairs = 1 }, null, Cancellation)).ShouldBeNull();
        (await Port.MarkOverdueAsync("score", At(5), At(6), Cancellation)).ShouldBeFalse();
        await Port.TouchAsync("score", At(1), Cancellation);
        await RefusedAsync(() => Port.ApplyAsync(Jobs.Version("score", 2), new(), null, Jobs.Entry("score", 2), Cancellation));
        await RefusedAsync(
            () => Port.ApplyAsync(Jobs.Version("score", 2), new(), job.Revision, Jobs.Entry("score", 2), Cancellation));
        await RefusedAsync(() => Runs.AddAsync(Jobs.Run("score-3", "score", 3), Cancellation));
        await RefusedAsync(() => Backfills.AddAsync(Jobs.Backfill("score", "h2", 3), Cancellation));

        (await OpenAgain().DeleteAsync("score", Cancellation)).ShouldBeTrue();

        await ShouldBeGoneAsync("score");
        (await Port.ApplyAsync(Jobs.Version("score", 1), new(), null, Jobs.Entry("score", 1), Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_data_set_that_is_deleted_leaves_jobs_as_they_are()
    {
        await FullAsync("score");
        var datasets = Ports.GetRequiredService<IDataSets>();
        await datasets.EnsureAsync(new("plant", "azure-pdm", "", "", At(0)), Cancellation);

        await datasets.DeleteAsync("plant", Cancellation);

        (await Port.FindAsync("score", Cancellation)).ShouldNotBeNull();
        (await Runs.FindAsync("score-1", Cancellation))!.Parameters["dataset"].ShouldBe("plant");
    }

    private async Task<Job> FullAsync(string name)
    {
        var job = await Port.ApplyAsync(Jobs.Version(name, 1), new(LooksAt: At(1)), null, Jobs.Entry(name, 1), Cancellation);
        var full = await Port.CommitAsync(
            new(job!)
            {
                Occurrences = [Jobs.Row(name, 1, OccurrenceOutcome.Started, $"{name}-1")],
                Runs = [Jobs.Run($"{name}-1", name, 1) with { State = JobRunState.Succeeded, LooksAt = null }],
                Evaluations = [Jobs.Evaluation(name, 1)],
            },
            Cancellation);
        await Backfills.AddAsync(Jobs.Backfill(name, "h1", 1), Cancellation);
        await Port.MarkOverdueAsync(name, At(1), At(2), Cancellation);
        return full!;
    }

    private async Task ShouldBeGoneAsync(string name)
    {
        (await Port.FindAsync(name, Cancellation)).ShouldBeNull();
        (await Port.VersionsAsync(name, Cancellation)).ShouldBeEmpty();
        (await Port.EntriesAsync(name, 9, Cancellation)).ShouldBeEmpty();
        (await Port.EvaluationsAsync(name, null, 9, Cancellation)).ShouldBeEmpty();
        (await Port.OccurrencesAsync(name, null, null, null, 9, Cancellation)).ShouldBeEmpty();
        (await Runs.ListAsync(new(name), null, 9, Cancellation)).ShouldBeEmpty();
        (await Backfills.ListAsync(name, Cancellation)).ShouldBeEmpty();
    }

    private static async Task RefusedAsync(Func<Task> write)
    {
        var error = await Should.ThrowAsync<PresageException>(write);
        (error.Code, error.Kind).ShouldBe(("being-deleted", ErrorKind.Conflict));
    }
}

using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Tests.Storage.Contracts;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>
/// A process is killed between any two writes of an operation of a job: what another one finds is all of it or nothing.
/// </summary>
public sealed class MongoJobCrashTests : IAsyncDisposable
{
    /// <summary>More than any of the operations has.</summary>
    private const int MostWrites = 20;

    private const string EveryWrite = "{ failCommands: ['insert', 'update', 'delete', 'findAndModify'], errorCode: 13 }";

    private readonly List<ServiceProvider> _opened = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var ports in _opened)
            await ports.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_is_found_whole_or_not_at_all()
    {
        var outcomes = await KilledAfterEachWriteAsync(
            ports => ports.GetRequiredService<IJobs>().CommitAsync(
                new(new("score", 1, "steps of score 1", new(Jobs.At(2), LooksAt: Jobs.At(9)), 2))
                {
                    Occurrences =
                    [
                        Jobs.Row("score", 1, OccurrenceOutcome.Merged, "score-2"),
                        Jobs.Row("score", 2, OccurrenceOutcome.Started, "score-2"),
                    ],
                    Runs = [Jobs.Run("score-2", "score", 2)],
                    Evaluations = [Jobs.Evaluation("score", 1)],
                    Entries = [Jobs.Entry("score", 2)],
                },
                Cancellation),
            async ports =>
            {
                var jobs = ports.GetRequiredService<IJobs>();
                var job = (await jobs.DueAsync(Jobs.At(99), 9, Cancellation)).ShouldHaveSingleItem();
                var isStored = job.State.PlannedTo == Jobs.At(2);
                var rows = await jobs.OccurrencesAsync("score", null, null, null, 9, Cancellation);
                rows.Select(row => row.Outcome).ShouldBe(
                    isStored ? [OccurrenceOutcome.Started, OccurrenceOutcome.Merged] : [OccurrenceOutcome.Buffered]);
                (await ports.GetRequiredService<IJobRuns>().ListAsync(new("score"), null, 9, Cancellation)).Count
                    .ShouldBe(isStored ? 1 : 0);
                (await jobs.EvaluationsAsync("score", null, 9, Cancellation)).Count.ShouldBe(isStored ? 1 : 0);
                (await jobs.EntriesAsync("score", 9, Cancellation)).Count.ShouldBe(isStored ? 2 : 1);
                (await jobs.CommitAsync(new(job with { State = new(Jobs.At(3)) }), Cancellation))!.State.PlannedTo.ShouldBe(Jobs.At(3));
                return isStored;
            });

        outcomes.ShouldBe([false, .. Enumerable.Repeat(true, outcomes.Count - 1)], "only the first write decides");
        outcomes.Count.ShouldBeGreaterThan(5, "a write each for the job, entries, evaluations, rows, runs, and the end of it");
    }

    [Fact]
    public async Task A_new_definition_is_found_whole_or_not_at_all()
    {
        var outcomes = await KilledAfterEachWriteAsync(
            ports => ports.GetRequiredService<IJobs>().ApplyAsync(Jobs.Version("score", 2), new(), 2, Jobs.Entry("score", 2), Cancellation),
            async ports =>
            {
                var jobs = ports.GetRequiredService<IJobs>();
                var job = await jobs.FindAsync("score", Cancellation);
                (await jobs.VersionsAsync("score", Cancellation)).Count.ShouldBe(job!.Version);
                (await jobs.EntriesAsync("score", 9, Cancellation)).Count.ShouldBe(job.Version);
                return job.Version == 2;
            });

        outcomes.Distinct().ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_job_whose_run_has_ended_hears_of_it()
    {
        var outcomes = await KilledAfterEachWriteAsync(
            async ports =>
            {
                var runs = ports.GetRequiredService<IJobRuns>();
                var run = await runs.FindAsync("old-1", Cancellation);
                await runs.CommitAsync(
                    run! with { State = JobRunState.Failed, EndedAt = Jobs.At(7), LooksAt = null }, null, Cancellation);
            },
            async ports =>
            {
                var runs = ports.GetRequiredService<IJobRuns>();
                var due = await runs.DueAsync(Jobs.At(99), 9, Cancellation);
                var job = await ports.GetRequiredService<IJobs>().FindAsync("old", Cancellation);
                var hasEnded = (await runs.FindAsync("old-1", Cancellation))!.State == JobRunState.Failed;
                due.Count.ShouldBe(hasEnded ? 0 : 1);
                job!.State.LooksAt.ShouldBe(hasEnded ? Jobs.At(7) : null);
                (await runs.DueAsync(Jobs.At(99), 9, Cancellation)).Count.ShouldBe(due.Count);
                (await ports.GetRequiredService<IJobs>().FindAsync("old", Cancellation))!.Revision.ShouldBe(job.Revision, "told once");
                return hasEnded;
            });

        outcomes.Distinct().ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_deletion_is_completed_when_it_is_given_again()
    {
        var outcomes = await KilledAfterEachWriteAsync(
            ports => ports.GetRequiredService<IJobs>().DeleteAsync("score", Cancellation),
            async ports =>
            {
                var jobs = ports.GetRequiredService<IJobs>();
                var isBegun = await jobs.FindAsync("score", Cancellation) is null;
                await jobs.DeleteAsync("score", Cancellation);
                (await jobs.ListAsync(Cancellation)).ShouldHaveSingleItem().Name.ShouldBe("old");
                (await jobs.WasDeletedAsync("score", Cancellation)).ShouldBeTrue();
                (await ports.GetRequiredService<IStoreCheck>().ReadAsync(Cancellation)).Findings.ShouldBeEmpty();
                return isBegun;
            });

        outcomes.Distinct().ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_row_that_was_committed_later_is_not_replaced_by_one_who_finishes_late()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        var ports = Open(bridge, "plants");
        var jobs = ports.GetRequiredService<IJobs>();
        await PrepareAsync(ports);
        await bridge.FailAsync(EveryWrite, "{ skip: 1 }");
        await Should.ThrowAsync<PresageException>(() => jobs.CommitAsync(
            new(new("score", 1, "steps of score 1", new(), 2)) { Occurrences = [Jobs.Row("score", 1, OccurrenceOutcome.Skipped)] },
            Cancellation));
        await bridge.FailAsync("{}", "'off'");
        using var client = new MongoClient(bridge.Uri);
        var late = await client.GetDatabase("plants").GetCollection<BsonDocument>("jobs").Find(new BsonDocument("_id", "score"))
            .SingleAsync(Cancellation);

        var job = await jobs.FindAsync("score", Cancellation);
        await jobs.CommitAsync(
            new(job!) { Occurrences = [Jobs.Row("score", 1, OccurrenceOutcome.Started, "score-1")] }, Cancellation);
        await new MongoJobWrites(ports.GetRequiredService<MongoStore>()).FinishAsync(late, Cancellation);

        (await jobs.OccurrenceAsync("score", Jobs.At(1), Cancellation))!.Outcome.ShouldBe(OccurrenceOutcome.Started);
    }

    [Fact]
    public async Task What_was_committed_with_a_job_that_was_deleted_since_is_not_left_by_one_who_finishes_late()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        var ports = Open(bridge, "plants");
        var jobs = ports.GetRequiredService<IJobs>();
        await PrepareAsync(ports);
        await bridge.FailAsync(EveryWrite, "{ skip: 1 }");
        await Should.ThrowAsync<PresageException>(() => jobs.CommitAsync(
            new(new("score", 1, "steps of score 1", new(), 2))
            {
                Runs = [Jobs.Run("score-1", "score", 1) with { State = JobRunState.Failed }],
            },
            Cancellation));
        await bridge.FailAsync("{}", "'off'");
        using var client = new MongoClient(bridge.Uri);
        var late = await client.GetDatabase("plants").GetCollection<BsonDocument>("jobs").Find(new BsonDocument("_id", "score"))
            .SingleAsync(Cancellation);

        await jobs.DeleteAsync("score", Cancellation);
        await new MongoJobWrites(ports.GetRequiredService<MongoStore>()).FinishAsync(late, Cancellation);

        (await ports.GetRequiredService<IJobRuns>().FindAsync("score-1", Cancellation)).ShouldBeNull();
    }

    /// <summary>Does it in a store of its own for each number of writes after which the process is killed, until it is not.</summary>
    /// <returns>What was found each time, by another process.</returns>
    private async Task<IReadOnlyList<bool>> KilledAfterEachWriteAsync(
        Func<IServiceProvider, Task> work, Func<IServiceProvider, Task<bool>> find)
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        var found = new List<bool>();
        for (var writes = 0; writes < MostWrites; writes++)
        {
            var ports = Open(bridge, $"plants{writes}");
            await PrepareAsync(ports);
            await bridge.FailAsync(EveryWrite, $"{{ skip: {writes} }}");
            var wasKilled = false;
            try
            {
                await work(ports);
            }
            catch (PresageException killed) when (killed.Code == "store-access-denied")
            {
                wasKilled = true;
            }

            await bridge.FailAsync("{}", "'off'");
            found.Add(await find(Open(bridge, $"plants{writes}")));
            if (!wasKilled)
                return found;
        }

        throw new InvalidOperationException("It has more writes than were thought of.");
    }

    /// <summary>The job <c>score</c> has revision 2 and a row that waits, the job <c>old</c> a run.</summary>
    private static async Task PrepareAsync(IServiceProvider ports)
    {
        var jobs = ports.GetRequiredService<IJobs>();
        foreach (var name in new[] { "score", "old" })
            await jobs.ApplyAsync(
                Jobs.Version(name, 1), new(LooksAt: name == "old" ? null : Jobs.At(1)), null, Jobs.Entry(name, 1), Cancellation);

        var job = await jobs.FindAsync("score", Cancellation);
        await jobs.CommitAsync(new(job!) { Occurrences = [Jobs.Row("score", 1)] }, Cancellation);
        await ports.GetRequiredService<IJobRuns>().AddAsync(Jobs.Run("old-1", "old", 1), Cancellation);
    }

    private ServiceProvider Open(MongoBridge bridge, string database)
    {
        var ports = new ServiceCollection()
            .AddMongoStorage(new StorageOptions { Provider = StorageOptions.MongoDb, Uri = bridge.Uri, Database = database })
            .BuildServiceProvider();
        _opened.Add(ports);
        return ports;
    }
}

using Presage.Application.Runs;
using Presage.Application.Workers;
using Presage.Contracts.Api;
using Presage.Hosting.Workers;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Workers;

public sealed class WorkerActionsTests : IAsyncDisposable
{
    private readonly TestStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Workers_are_listed_with_how_long_ago_they_were_seen_and_what_to_look_after()
    {
        await SeenAsync("a", "features", 2);
        await SeenAsync("b", "ingestion", 3, TimeSpan.FromSeconds(-12));
        await SeenAsync("c", "scoring", 4, version: "0.1.0");
        await SeenAsync("d", "training", 42);

        var workers = (await _store.Get<IWorkerActions>().ListAsync(Cancellation)).Workers;

        workers.Select(worker => worker.State).ShouldBe(["ready", "ready", "ready", "gone"]);
        workers.Select(worker => worker.Notice).ShouldBe(
        [
            null, "Its clock is 12 s behind the store's.", "Others are of version 0.2.0.",
            "It was killed, or the store did not answer it.",
        ]);
        workers[3].SecondsAgo.ShouldBeInRange(42, 72);
    }

    [Fact]
    public async Task A_service_of_which_none_is_alive_says_since_when()
    {
        await SeenAsync("a", "features", 2);
        await SeenAsync("b", "training", 142);
        await SeenAsync("c", "training", 42);

        var seen = _store.Get<SeenWorkers>();

        (await seen.WhyNoneAsync("features", Cancellation)).ShouldBeNull();
        (await seen.WhyNoneAsync("scoring", Cancellation)).ShouldBe("no worker of Scoring runs on this store");
        (await seen.WhyNoneAsync("training", Cancellation))!.ShouldMatch("^no worker of Training has been seen for (4\\d|5\\d) s$");
    }

    [Fact]
    public async Task A_process_that_does_everything_is_a_worker_of_each_service()
    {
        await SeenAsync("a", WorkerIdentity.AllServices, 2);

        (await _store.Get<SeenWorkers>().WhyNoneAsync("training", Cancellation)).ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_follows_a_run_hears_how_far_it_is_planned(bool isHere)
    {
        var planning = new WorkerPlanning("train-1", WorkerActivity.Slices, 1_200, 20_000);
        if (isHere)
            _store.Get<WorkerActivity>().Plan(planning.Run, planning.What, planning.Planned, planning.Of);
        else
            await _store.Get<IWorkers>().SayAsync(
                new WorkerRecord("a", "features", "0.2.0", "ready", Now, Now, Planning: planning), Cancellation);

        await foreach (var progress in _store.Get<IRunActions>().FollowAsync("train-1", estimate: false, Cancellation))
            if (progress.Planning is { } told)
            {
                told.ShouldBe(new RunPlanning("slices planned", 1_200, 20_000));
                return;
            }
    }

    private Task SeenAsync(string id, string service, double secondsAgo, TimeSpan? skew = null, string version = "0.2.0") =>
        _store.Get<IWorkers>().SayAsync(
            new WorkerRecord(id, service, version, "ready", Now.AddHours(-1), Now.AddSeconds(-secondsAgo), skew), Cancellation);
}

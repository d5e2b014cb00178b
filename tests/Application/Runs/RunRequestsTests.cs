using MassTransit;
using MassTransit.Testing;
using Presage.Application.Runs;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Runs;

public sealed class RunRequestsTests : IAsyncLifetime
{
    private static readonly DateTime s_begin = new(2015, 3, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly StartScoring s_march = new(null, "plant", s_begin, s_begin.AddDays(31), "march");

    private readonly TestStore _store = new(services => services.AddMassTransitTestHarness());

    private IRunRequests Requests => _store.Get<IRunRequests>();

    private ITestHarness Bus => _store.Get<ITestHarness>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Bus.Start();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Work_is_asked_for_under_the_id_of_a_new_run()
    {
        var started = await Requests.ScoreAsync(s_march, Cancellation);

        (started.Kind, started.TakenUp).ShouldBe(("score", false));
        Asked().ShouldBe([s_march with { RunId = started.Run }]);
    }

    [Fact]
    public async Task The_same_that_is_not_finished_goes_on()
    {
        await AddAsync("score-1", RunState.Running);

        var started = await Requests.ScoreAsync(s_march, Cancellation);

        (started.Run, started.TakenUp).ShouldBe(("score-1", true));
        Asked().ShouldBe([s_march with { RunId = "score-1" }]);
    }

    [Fact]
    public async Task A_request_that_names_its_run_is_that_run()
    {
        var started = await Requests.ScoreAsync(s_march with { RunId = "nightly" }, Cancellation);

        started.Run.ShouldBe("nightly");
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_and_nobody_hears_of_it()
    {
        var empty = await Should.ThrowAsync<PresageException>(() => Requests.ScoreAsync(s_march with { To = s_begin }, Cancellation));
        var name = await Should.ThrowAsync<PresageException>(() => Requests.ScoreAsync(s_march with { Results = "a/b" }, Cancellation));
        var nothing = await Should.ThrowAsync<PresageException>(
            () => Requests.IngestAsync(new NewDataArrived(null, "plant", null, []), Cancellation));

        new[] { empty, name, nothing }.Select(error => error.Code).ShouldBe(["empty-range", "invalid-name", "no-sources"]);
        Asked().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_failed_is_taken_up_and_runs_again()
    {
        await AddAsync("score-1", RunState.Failed);

        (await Requests.RetryAsync("score-1", Cancellation)).TakenUp.ShouldBeTrue();

        (await _store.Get<IRuns>().FindAsync("score-1", Cancellation))!.State.ShouldBe(RunState.Running);
        Asked().ShouldBe([s_march with { RunId = "score-1" }]);
    }

    [Fact]
    public async Task Every_unfinished_run_goes_on_after_a_process_is_gone()
    {
        await AddAsync("score-1", RunState.Running);
        await AddAsync("score-2", RunState.Succeeded);

        (await Requests.ResumeAsync(Cancellation)).ShouldBe(1);

        Asked().ShouldBe([s_march with { RunId = "score-1" }]);
    }

    private IEnumerable<StartScoring> Asked() =>
        Bus.Published.Select<StartScoring>(Cancellation).Select(message => message.Context.Message);

    private async Task AddAsync(string id, RunState state)
    {
        var runs = _store.Get<IRuns>();
        var run = new Run(id, RunKinds.Score, "plant", RunIds.KeyOf(s_march), Json.Write(s_march), null, null, TestStore.Now);
        await runs.StartAsync(run, Cancellation);
        if (state != RunState.Running)
            await runs.EndAsync(
                id, state, "{}", new RunError(ErrorKind.Invalid, "bad", "It is bad.", "Mend it."), TestStore.Now, Cancellation);
    }
}

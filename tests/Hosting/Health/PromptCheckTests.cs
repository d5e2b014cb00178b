using Microsoft.Extensions.Diagnostics.HealthChecks;
using Presage.Hosting.Health;

namespace Presage.Tests.Hosting.Health;

public sealed class PromptCheckTests
{
    [Fact]
    public async Task What_answers_is_passed_on()
    {
        var store = new Asked(_ => Task.FromResult(HealthCheckResult.Unhealthy("The store is full.")));

        (await AskAsync(new PromptCheck<Asked>(store, TimeProvider.System))).Description.ShouldBe("The store is full.");
    }

    [Fact]
    public async Task What_hangs_is_said_in_time_and_is_not_asked_again_before_it_has_come_to_its_end()
    {
        var end = new TaskCompletionSource<HealthCheckResult>();
        var store = new Asked(_ => end.Task);
        var check = new PromptCheck<Asked>(store, TimeProvider.System);

        var answers = await InTimeAsync(Task.WhenAll(AskAsync(check), AskAsync(check), AskAsync(check)));
        var later = await AskAsync(check);

        answers.ShouldAllBe(answer => answer.Status == HealthStatus.Unhealthy);
        answers.ShouldAllBe(answer => answer.Description == "The store has not answered for 3 s.");
        later.Description.ShouldBe("The store has not answered for 6 s.");
        store.Questions.ShouldBe(1);

        end.SetResult(HealthCheckResult.Healthy());
        (await AskAsync(check)).Status.ShouldBe(HealthStatus.Healthy);
        store.Questions.ShouldBe(2);
    }

    [Fact]
    public async Task What_lets_itself_be_cancelled_is_asked_anew()
    {
        var store = new Asked(async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return HealthCheckResult.Healthy();
        });
        var check = new PromptCheck<Asked>(store, TimeProvider.System);

        (await AskAsync(check)).Description.ShouldBe("The store has not answered for 3 s.");

        // The first question comes to its end a moment after that.
        for (var i = 0; i < 2; i++)
            (await AskAsync(check)).Description.ShouldBe("The store has not answered for 3 s.");

        store.Questions.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task What_holds_its_thread_is_said_in_time_too()
    {
        using var end = new ManualResetEventSlim();
        var store = new Asked(_ =>
        {
            end.Wait(TestContext.Current.CancellationToken);
            return Task.FromResult(HealthCheckResult.Healthy());
        });

        var check = new PromptCheck<Asked>(store, TimeProvider.System);
        var answer = await InTimeAsync(Task.Run(() => AskAsync(check), TestContext.Current.CancellationToken));

        answer.Description.ShouldBe("The store has not answered for 3 s.");
        end.Set();
    }

    private static Task<T> InTimeAsync<T>(Task<T> answer) => answer.WaitAsync(HealthTimes.Probe, TestContext.Current.CancellationToken);

    private static Task<HealthCheckResult> AskAsync(IHealthCheck check) => check.CheckHealthAsync(
        new HealthCheckContext { Registration = new HealthCheckRegistration("store", check, null, null) },
        TestContext.Current.CancellationToken);

    private sealed class Asked(Func<CancellationToken, Task<HealthCheckResult>> answer) : IHealthCheck
    {
        public int Questions { get; private set; }

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Questions++;
            return answer(cancellationToken);
        }
    }
}

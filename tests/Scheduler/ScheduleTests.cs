using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Scheduler;

public sealed class ScheduleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private const string Nightly = """
        job: nightly
        parameters: { dataset: fleet, results: nightly }
        schedule: { cron: "0 */12 * * *" }
        steps:
          score:
            score:
              dataset: "{{parameters.dataset}}"
              from: "{{interval.from - 10d}}"
              to: "{{interval.to - 10d}}"
              results: "{{parameters.results}}"
          evaluate: { evaluate: { results: "{{steps.score.results}}" }, needs: [score] }
        """;

    [Fact]
    public async Task A_nominal_time_that_has_come_becomes_a_run_whose_steps_are_done_one_after_the_other()
    {
        using var folder = (await Prepared.TrainedAsync()).Copy();
        await using var host = await JobHost.StartAsync(folder.Path);
        await host.ApplyAsync(Nightly);
        var nominal = new DateTime(2015, 3, 4, 12, 0, 0, DateTimeKind.Utc);

        host.Clock.Now = nominal.AddSeconds(1);
        var run = await host.EndOfAsync("nightly-20150304T120000Z");

        (run.State, run.Cause, run.Nominal).ShouldBe((JobRunState.Succeeded, "schedule", nominal));
        (run.From, run.To).ShouldBe((nominal.AddHours(-12), nominal));
        run.Steps.Select(step => (step.Step, step.State, step.Run)).ShouldBe(
        [
            ("score", StepState.Succeeded, "nightly-20150304T120000Z.score"),
            ("evaluate", StepState.Succeeded, "nightly-20150304T120000Z.evaluate"),
        ]);
        run.Steps[0].Outputs["model"].ShouldBe("fleet@1");
        run.Steps[0].Pins["model"].ShouldBe("fleet@1");
        var row = (await host.Store.Jobs.OccurrenceAsync("nightly", nominal, Cancellation)).ShouldNotBeNull();
        (row.Outcome, row.Run).ShouldBe((OccurrenceOutcome.Started, run.Id));
        (await host.Store.PredictionsAsync("nightly")).ShouldNotBeEmpty();
    }
}

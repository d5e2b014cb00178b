using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Jobs.Templates;

namespace Presage.Tests.Jobs.Reading;

public sealed class JobReaderTests
{
    private const string Nightly = """
        job: nightly
        parameters: { dataset: plant, results: fleet }
        schedule:
          { cron: "15 0,12 * * *", zone: Europe/Berlin, overlap: merge, catch-up: { mode: all, window: 7d, most: 100 }, expect-within: 45m }
        triggers:
          - new-data: { dataset: "{{parameters.dataset}}", kinds: [telemetry], quiet: 60s, gap: 5m }
        steps:
          score:
            score:
              { dataset: "{{parameters.dataset}}", from: "{{interval.from}}", to: "{{interval.to}}", results: "{{parameters.results}}" }
            retries: 2
            timeout: 1h
          evaluate: { evaluate: { results: "{{parameters.results}}" }, needs: [score] }
          tell:     { notify: { to: maintenance }, needs: [score], when: any-failed }
        """;

    [Fact]
    public void The_job_of_the_design_is_read_as_it_is_meant()
    {
        var job = JobReader.Read(Nightly, "nightly.yaml");

        job.Name.ShouldBe("nightly");
        job.Overlap.ShouldBe(Overlap.Merge);
        job.UsesInterval.ShouldBeTrue();
        job.AtOnce.ShouldBe(1);
        job.Parameters.ShouldBe(
        [
            new ParameterDefinition("dataset", ParameterType.Text, "plant"),
            new ParameterDefinition("results", ParameterType.Text, "fleet"),
        ]);
        var schedule = job.Schedule.ShouldNotBeNull();
        schedule.ShouldBe(new ScheduleDefinition(
            "15 0,12 * * *", "Europe/Berlin", null, TimeSpan.Zero, null, null, schedule.Exclude, TimeSpan.Zero,
            new CatchUp(CatchUpMode.All, TimeSpan.FromDays(7), 100), TimeSpan.FromMinutes(45), false, null, null));
        var trigger = job.Triggers.ShouldHaveSingleItem().ShouldBeOfType<NewDataTrigger>();
        (trigger.Number, trigger.Dataset.Text, trigger.Quiet, trigger.Gap, trigger.Complete)
            .ShouldBe((1, "{{parameters.dataset}}", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), false));
        job.Steps.Select(step => (step.Name, step.Kind, step.When, step.Retries, step.Timeout)).ShouldBe(
        [
            ("score", "score", When.AllSucceeded, 2, TimeSpan.FromHours(1)), ("evaluate", "evaluate", When.AllSucceeded, 0, null),
            ("tell", "notify", When.AnyFailed, 0, null),
        ]);
        job.Steps[1].Needs.ShouldBe(["score"]);
    }

    [Fact]
    public void What_a_step_takes_is_filled_with_the_values_of_a_run()
    {
        var step = JobReader.Read(Nightly, "nightly.yaml").Steps[0];
        var values = new TemplateValues(
            "nightly", "nightly-1", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc))
        {
            Parameters = new Dictionary<string, string> { ["dataset"] = "plant", ["results"] = "fleet" },
        };

        step.Arguments.ToDictionary(argument => argument.Key, argument => argument.Value.Value.Fill(values)).ShouldBe(
            new Dictionary<string, string>
            {
                ["dataset"] = "plant",
                ["from"] = "2026-01-01T00:00:00Z",
                ["to"] = "2026-01-02T00:00:00Z",
                ["results"] = "fleet",
            },
            ignoreOrder: true);
    }

    [Fact]
    public void Scoring_takes_the_interval_when_it_is_not_told_otherwise()
    {
        var job = JobReader.Read(
            """
            job: live
            triggers: [ new-data: { dataset: plant } ]
            steps: { score: { score: { dataset: plant, results: fleet } } }
            """, "live.yaml");

        job.UsesInterval.ShouldBeTrue();
        job.Overlap.ShouldBe(Overlap.Merge);
        job.Steps[0].Arguments["from"].Value.Text.ShouldBe("{{interval.from}}");
    }
}

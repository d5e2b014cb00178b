using System.Text.Json;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Jobs.Schedules;

namespace Presage.Tests.Jobs.Reading;

/// <summary>
/// The reference in <c>docs/use/job-files.md</c> is what the readers' keys say: <c>PRESAGE_ACCEPT_REFERENCE=1</c> writes it anew.
/// </summary>
public sealed class JobReferenceTests
{
    private const string Beginning = "<!-- generated from the reader; do not edit below -->\n";

    private static readonly JsonSerializerOptions s_fields = new() { IncludeFields = true };

    private static readonly string s_page = RepositoryRoot.Find("docs/use/job-files.md")!;

    [Fact]
    public void The_page_is_what_the_readers_take()
    {
        var text = File.ReadAllText(s_page);
        var head = text[..(text.IndexOf(Beginning, StringComparison.Ordinal) + Beginning.Length)];
        var expected = head + JobReference.Markdown;
        if (Environment.GetEnvironmentVariable("PRESAGE_ACCEPT_REFERENCE") == "1")
            File.WriteAllText(s_page, text = expected);

        text.ShouldBe(expected);
    }

    [Fact]
    public void The_example_can_be_read_and_does_all_that_steps_can()
    {
        var documents = JobFile.Read(JobReference.Example, "example");

        var job = documents[0].Job.ShouldNotBeNull();
        job.Steps.Select(step => step.Kind).ShouldBe(StepKinds.All);
        job.Triggers.Count.ShouldBe(4);
        documents[1].Calendar.ShouldNotBeNull().Spans.ShouldHaveSingleItem().Name.ShouldBe("Summer shutdown");
    }

    [Fact]
    public void What_holds_without_a_key_is_what_the_reference_says()
    {
        var bare = JobReader.Read(
            """
            job: bare
            schedule: { every: 1h, catch-up: {} }
            triggers: [ new-data: { dataset: plant }, job-ended: { job: other } ]
            steps: { score: { score: { dataset: plant, results: fleet } }, each: { evaluate: { results: "{{item}}" }, for-each: [a, b] } }
            """, "bare.yaml");
        var full = JobReader.Read(
            """
            job: bare
            overlap: merge
            at-once: 1
            schedule:
              { every: 1h, zone: UTC, offset: 0s, jitter: 0s, catch-up: { mode: all, window: 7d, most: 100 }, ordered: false }
            triggers:
              - new-data: { dataset: plant, quiet: 0s, gap: 0s, complete: false }
              - job-ended: { job: other, when: succeeded }
            steps:
              score:
                score: { dataset: plant, from: "{{interval.from}}", to: "{{interval.to}}", results: fleet }
                retries: 0
                retry-pause: 30s
              each: { evaluate: { results: "{{item}}" }, for-each: { items: [a, b], concurrency: 1 } }
            """, "full.yaml");

        Text(bare).ShouldBe(Text(full));
        NominalTimes.Next(bare.Schedule!, [], new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc))!.Utc.Hour.ShouldBe(1);
    }

    private static string Text(JobDefinition job) => JsonSerializer.Serialize(
        (job.Overlap, job.AtOnce, job.Schedule, Triggers: job.Triggers.Cast<object>(), job.Steps), s_fields);
}

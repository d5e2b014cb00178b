using Presage.Engine;
using Presage.Jobs.Reading;

namespace Presage.Tests.Jobs.Reading;

public sealed class JobFileTests
{
    private const string Two = """
        # The job.
        job: one
        steps: { score: { score: { dataset: plant, results: fleet } } }
        ---
        calendar: holidays
        days: [2026-12-25]
        ---
        job: two
        triggers: [ job-ended: { job: one } ]
        steps: { evaluate: { evaluate: { results: fleet } } }
        """;

    [Fact]
    public void Jobs_and_calendars_of_a_file_are_read_in_their_order()
    {
        var documents = JobFile.Read(Two, "all.yaml");

        documents.Select(
            document => (document.Name, document.Job is not null)).ShouldBe([("one", true), ("holidays", false), ("two", true)]);
        documents[0].Text.ShouldStartWith("# The job.\njob: one\n");
    }

    [Fact]
    public void What_is_stored_of_a_document_reads_the_same_alone()
    {
        foreach (var document in JobFile.Read(Two, "all.yaml"))
            JobFile.Read(document.Text, "stored").ShouldHaveSingleItem().Name.ShouldBe(document.Name);
    }

    [Theory]
    [InlineData(
        "job: two\ntriggers: [ job-ended: { job: one } ]", "job: one", "all.yaml, line 8, column 1: job one stands twice in the file")]
    [InlineData("days: [2026-12-25]", "days: [2026-12-32]", "all.yaml, line 6, column 8: days[1] is '2026-12-32', which is not a date")]
    [InlineData("calendar: holidays", "kalender: holidays", "all.yaml, line 5, column 1: this is neither a job nor a calendar")]
    [InlineData("results: fleet } } }", "results: fleet, x: 1 } } }", "line 3, column 60")]
    public void A_mistake_in_a_document_has_its_line_in_the_file(string good, string bad, string wrong) =>
        Should.Throw<PresageException>(() => JobFile.Read(Two.Replace(good, bad), "all.yaml")).Message.ShouldContain(wrong);
}

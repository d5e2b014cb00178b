using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Jobs.Schedules;

namespace Presage.Tests.Jobs.Reading;

/// <summary>The jobs in <c>examples/jobs</c>.</summary>
public sealed class ExampleTests
{
    private static readonly string s_folder = Path.GetDirectoryName(RepositoryRoot.Find("examples/jobs/README.md"))!;

    public static TheoryData<string> Files => [.. Directory.GetFiles(s_folder, "*.yaml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_example_is_named_on_the_page_and_can_be_read(string file)
    {
        var documents = JobFile.Read(File.ReadAllText(Path.Combine(s_folder, file)), file);

        documents.ShouldNotBeEmpty();
        File.ReadAllText(Path.Combine(s_folder, "README.md")).ShouldContain($"]({file})");
    }

    [Fact]
    public void The_live_job_has_five_lines()
    {
        var text = File.ReadAllText(Path.Combine(s_folder, "live.yaml"));

        text.TrimEnd().Split('\n').Length.ShouldBe(5);
        JobReader.Read(text, "live.yaml").UsesInterval.ShouldBeTrue();
    }

    [Fact]
    public void The_reference_does_what_the_notebooks_do_in_their_order()
    {
        var jobs = JobFile.Read(File.ReadAllText(Path.Combine(s_folder, "reference.yaml")), "reference.yaml");

        jobs.SelectMany(document => document.Job!.Steps).Select(step => step.Kind).ShouldBe(
            [StepKinds.Ingest, StepKinds.Train, StepKinds.Promote, StepKinds.Score, StepKinds.Evaluate, StepKinds.Report]);
        jobs[2].Job!.Overlap.ShouldBe(Overlap.Merge);
    }

    [Fact]
    public void An_interval_of_the_reference_has_one_point_of_the_grid_of_12_hours()
    {
        var score = JobFile.Read(File.ReadAllText(Path.Combine(s_folder, "reference.yaml")), "reference.yaml")[2].Job!;
        var year = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        var times = NominalTimes.Between(score.Schedule!, [], year, year.AddYears(1)).Select(time => time.Utc).ToList();

        times.Count.ShouldBe(730);
        times.ShouldAllBe(time => (time - year).Ticks % TimeSpan.FromHours(12).Ticks == TimeSpan.FromMinutes(15).Ticks);
    }
}

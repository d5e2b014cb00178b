using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Jobs.Templates;

namespace Presage.Tests.Jobs.Templates;

public sealed class TemplateTests
{
    private static readonly TemplateValues s_values = new("nightly", "nightly-1", Utc(1), Utc(2), "north")
    {
        Parameters = new Dictionary<string, string> { ["dataset"] = "plant", ["since"] = "2026-01-05T12:00:00Z", ["all"] = "a, b" },
        Steps = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["train"] = new Dictionary<string, string> { ["model"] = "plant@3" },
            ["tell"] = new Dictionary<string, string>(),
        },
    };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{{interval.from}}", "2026-01-01T00:00:00Z")]
    [InlineData("{{ interval.to - 7d }}", "2025-12-26T00:00:00Z")]
    [InlineData("{{interval.to + 1.5d - 30m}}", "2026-01-03T11:30:00Z")]
    [InlineData("{{parameters.since + 12h}}", "2026-01-06T00:00:00Z")]
    [InlineData("{{parameters.dataset}}-live", "plant-live")]
    [InlineData("{{steps.train.model}} of {{job}} in {{run}} at {{item}}", "plant@3 of nightly in nightly-1 at north")]
    [InlineData("a { b } }c{", "a { b } }c{")]
    public void Names_stand_for_their_values(string text, string filled) => Read(text).Fill(s_values).ShouldBe(filled);

    [Fact]
    public void A_list_stands_for_its_entries_where_it_stands_alone()
    {
        var job = JobReader.Read(
            """
            job: nightly
            parameters: { dataset: plant, all: [a, b] }
            steps: { ingest: { ingest: { dataset: plant, paths: ["{{parameters.all}}", "/data/{{parameters.dataset}}"] } } }
            """, "job.yaml");

        job.Steps[0].Arguments["paths"].Values.SelectMany(path => path.FillAll(s_values)).ShouldBe(["a", "b", "/data/plant"]);
    }

    [Theory]
    [InlineData("{{interval.to}}", "no-interval")]
    [InlineData("{{steps.train.model}}", "missing-output")]
    [InlineData("{{parameters.dataset}}", "missing-parameter")]
    public void What_has_no_value_is_told_when_it_is_filled(string text, string code) => Should.Throw<PresageException>(
        () => Read(text).Fill(new TemplateValues("nightly", "nightly-1", null, null))).Code.ShouldBe(code);

    [Fact]
    public void Values_of_parameters_are_checked_and_written_in_one_way()
    {
        var job = Job("text");

        ParameterValues.Resolve(job, new Dictionary<string, string> { ["since"] = "2026-02-01 06:00:00", ["all"] = "x,y ,z" }).ShouldBe(
            new Dictionary<string, string> { ["dataset"] = "plant", ["since"] = "2026-02-01T06:00:00Z", ["all"] = "x, y, z" });
    }

    [Theory]
    [InlineData("datset", "x", "unknown-parameter", "Did you mean 'dataset'?")]
    [InlineData("since", "now", "bad-parameter", "a time in UTC")]
    public void Wrong_values_of_parameters_are_refused(string name, string value, string code, string remedy)
    {
        var exception = Should.Throw<PresageException>(
            () => ParameterValues.Resolve(Job("text"), new Dictionary<string, string> { [name] = value }));

        exception.Code.ShouldBe(code);
        exception.Remedy.ShouldContain(remedy);
    }

    private static Template Read(string text) => Job(text).Steps[^1].Arguments["text"].Value;

    private static JobDefinition Job(string text) => JobReader.Read(
        $$$"""
        job: nightly
        parameters: { dataset: plant, since: 2026-01-01, all: [a, b] }
        steps:
          train: { train: { dataset: plant, from: 2026-01-01, to: 2026-02-01 } }
          tell: { notify: { to: ops, text: '{{{text}}}' }, needs: train, for-each: [north] }
        """, "job.yaml");

    private static DateTime Utc(int day) => new(2026, 1, day, 0, 0, 0, DateTimeKind.Utc);
}

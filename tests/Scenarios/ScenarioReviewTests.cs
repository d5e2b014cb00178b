using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Tests.Scenarios;

/// <summary>Values that are right one by one and make no sense beside each other.</summary>
public sealed class ScenarioReviewTests
{
    private static readonly string s_good = ScenarioCatalog.Load("azure-pdm");

    [Theory]
    [InlineData("lead-time: 12h", "lead-time: 84h", "lead-time-beyond-horizon", "costs.lead-time is 84h and the horizon 84h")]
    [InlineData("lead-time: 12h", "lead-time: 5d", "lead-time-beyond-horizon", "costs.lead-time is 5d and the horizon 84h")]
    [InlineData("horizon: 84h", "horizon: 6h", "horizon-below-grid", "The horizon is 6h and rows lie 12h apart")]
    [InlineData("windows: [12h, 24h, 36h]", "windows: [30m, 24h]", "window-below-sampling", "is 30m and readings come every 1h")]
    [InlineData("grid: 12h", "grid: 10m", "grid-below-sampling", "Rows lie 10m apart")]
    [InlineData("missed-failure: 10000", "missed-failure: 2000", "prevention-never-pays", "costs.missed-failure 2,000")]
    [InlineData("false-alarm: 500", "false-alarm: 0", "false-alarms-free", "alarming always is the cheapest")]
    [InlineData("false-alarm: 500", "false-alarm: 500\n  alarm-day: 3000", "alarms-never-pay", "warned of saves 7,500")]
    [InlineData("windows: [12h, 24h, 36h]", "windows: [1h, 6h]", "grid-beyond-windows", "the longest window is 6h")]
    [InlineData("horizon: 84h", "horizon: 36500d", "horizon-too-long", "nothing is trained for one beyond 365d")]
    [InlineData("horizon: 84h", "horizon: 84h\nobservation: { gap: 2h }", "rows-beyond-gap", "rows is 12h and observation.gap 2h")]
    [InlineData("horizon: 84h", "horizon: 84h\nobservation: { rows: 48h }", "rows-beyond-windows", "longest of features.windows 36h")]
    public void What_makes_no_sense_is_said(string good, string odd, string code, string words)
    {
        s_good.ShouldContain(good);

        var notices = ScenarioReview.Of(ScenarioReader.Read(s_good.Replace(good, odd), "odd.yaml")).ToList();

        notices.ShouldContain(notice => notice.Code == code && notice.Message.Contains(words));
    }

    [Fact]
    public void Of_the_shipped_scenario_there_is_nothing_to_say() =>
        ScenarioReview.Of(ScenarioReader.Read(s_good, "azure-pdm.yaml")).ShouldBeEmpty();

    [Fact]
    public void Of_the_example_there_is_nothing_to_say() =>
        ScenarioReview.Of(ScenarioCatalog.Read(RepositoryRoot.Find("examples/cold-chain/scenario.yaml")!)).ShouldBeEmpty();

    [Theory]
    [InlineData("lead", "lead-time-beyond-horizon", "Line 17, column 84: costs.lead-time is 2d and the horizon 24h")]
    [InlineData("prevented", "prevention-never-pays", "Line 17, column 51: costs.prevented-failure is 5,000")]
    [InlineData("zero", "costs-all-zero", "Line 17, column 8: All costs are 0")]
    [InlineData("freealarm", "false-alarms-free", "Line 17, column 69: costs.false-alarm is 0")]
    [InlineData("grid", "grid-beyond-windows", "Line 13, column 9: Rows lie 7d apart (features.grid) and the longest window is 1h")]
    [InlineData("horizon", "horizon-too-long", "Line 16, column 10: The horizon is 36500d")]
    public void Each_scenario_that_can_never_alarm_usefully_is_told_with_line_and_column(string name, string code, string words)
    {
        var notices = ScenarioReview.Of(ScenarioReader.Read(Fleet(name), "odd.yaml")).ToList();

        notices.Single(notice => notice.Code == code).Message.ShouldStartWith(words);
    }

    [Fact]
    public void Sensors_that_differ_only_in_case_are_refused()
    {
        var refused = Should.Throw<PresageException>(() => ScenarioReader.Read(Fleet("case"), "odd.yaml"));

        refused.Message.ShouldBe(
            "odd.yaml, line 10, column 13: the name 'Temp' is used twice: names of columns are read without regard to case.");
    }

    /// <summary>A good scenario with one odd value.</summary>
    private static string Fleet(string odd) => $$"""
        name: fleet
        entity: machine
        time: time
        sampling: 1h
        sources:
          telemetry: { file: telemetry }
          failures: { file: failures, code: part }
        sensors:
          - { name: temp, unit: C, range: [-50, 2000] }
          - { name: {{(odd == "case" ? "Temp" : "vib")}}, unit: mm/s, range: [-100, 100] }
        components: [pump]
        features:
          grid: {{(odd == "grid" ? "7d" : "1h")}}
          windows: [1h]
          aggregates: [last, mean, min, max]
        horizon: {{(odd == "horizon" ? "36500d" : "24h")}}
        costs: {{Costs(odd)}}
        """;

    private static string Costs(string odd) => odd switch
    {
        "lead" => "{ missed-failure: 1000, prevented-failure: 100, false-alarm: 50, lead-time: 48h }",
        "prevented" => "{ missed-failure: 1000, prevented-failure: 5000, false-alarm: 50, lead-time: 2h }",
        "zero" => "{ missed-failure: 0, prevented-failure: 0, false-alarm: 0, lead-time: 2h }",
        "freealarm" => "{ missed-failure: 1000, prevented-failure: 100, false-alarm: 0, lead-time: 2h }",
        _ => "{ missed-failure: 1000, prevented-failure: 100, false-alarm: 5, alarm-day: 0, lead-time: 2h }",
    };
}

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
}

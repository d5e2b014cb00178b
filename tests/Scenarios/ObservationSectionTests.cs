using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Tests.Scenarios;

public sealed class ObservationSectionTests
{
    private static readonly string s_text = ScenarioCatalog.Load("azure-pdm");

    [Fact]
    public void Left_out_it_follows_from_the_other_values() => ScenarioReader.Read(s_text, "a").Observation
        .ShouldBe(new ObservationSettings(Gap: TimeSpan.FromHours(84), Fresh: TimeSpan.FromHours(12)));

    [Theory]
    [InlineData("horizon: 84h", "horizon: 24h", 36)]
    [InlineData("sampling: 1h", "sampling: 10d", 240)]
    public void The_gap_is_the_longest_of_horizon_window_and_sampling(string good, string other, double hours) =>
        ScenarioReader.Read(s_text.Replace(good, other), "a").Observation.Gap.TotalHours.ShouldBe(hours);

    [Fact]
    public void Where_readings_are_rarer_than_the_shortest_window_the_last_one_is_fresh() =>
        ScenarioReader.Read(s_text.Replace("sampling: 1h", "sampling: 24h"), "a").Observation.Fresh.ShouldBe(TimeSpan.FromHours(24));

    [Fact]
    public void All_can_be_written()
    {
        var settings = Read("gap: 7d, rows: 24h, failure-ends-life: true, commissioned: since, retired: until");

        settings.ShouldBe(new ObservationSettings(TimeSpan.FromDays(7), TimeSpan.FromHours(24), true, "since", "until"));
        settings.DateColumns.ShouldBe(["since", "until"]);
    }

    [Fact]
    public void The_default_of_rows_can_be_written_out() => Read("rows: shortest-window").Fresh.ShouldBe(TimeSpan.FromHours(12));

    private static ObservationSettings Read(string section) =>
        ScenarioReader.Read(s_text.Replace("horizon: 84h", $"horizon: 84h\nobservation: {{ {section} }}"), "a").Observation;
}

using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Tests.Scenarios;

/// <summary>What another scenario makes different for a data set, and what it may not.</summary>
public sealed class ScenarioWideningTests
{
    private const string Present =
        """
        name: fleet
        entity: machine
        time: time
        sampling: 1h
        sources:
          telemetry: { file: telemetry }
          errors: { file: errors, code: code }
          machines: { file: machines }
          failures: { file: failures, code: part }
        sensors:
          - { name: temp, unit: C, range: [-50, 200] }
          - { name: vib, unit: mm/s, range: [0, 100] }
        errors: [hot, leak]
        components: [pump, motor]
        attributes:
          - { name: model, categories: [a, b] }
          - { name: age, range: [0, 50] }
        features:
          grid: 1h
          windows: [1h]
          aggregates: [last, mean]
          error-window: 24h
        horizon: 24h
        costs: { missed-failure: 1000, prevented-failure: 100, false-alarm: 50, lead-time: 2h }

        """;

    [Theory]
    [InlineData("categories: [a, b]", "categories: [a, b, c]", "category c added to model")]
    [InlineData("errors: [hot, leak]", "errors: [hot, leak, stuck]", "error type stuck added")]
    [InlineData("components: [pump, motor]", "components: [pump, motor, seal]", "component seal added")]
    [InlineData("range: [-50, 200]", "range: [-50, 300]", "range of temp: [-50, 300] instead of [-50, 200]")]
    [InlineData("range: [0, 50]", "range: [0, 60]", "range of age: [0, 60] instead of [0, 50]")]
    [InlineData("windows: [1h]", "windows: [1h, 36h]", "window 36h added", "machines are observed otherwise")]
    [InlineData("aggregates: [last, mean]", "aggregates: [last, max]", "aggregate max added", "aggregate mean left out")]
    [InlineData("horizon: 24h", "horizon: 48h", "horizon 2d instead of 24h", "machines are observed otherwise")]
    [InlineData("false-alarm: 50", "false-alarm: 60", "costs changed: thresholds of models that are there stay as they were chosen")]
    [InlineData("sampling: 1h", "sampling: 59m", "sampling 59m instead of 1h")]
    [InlineData("unit: C,", "unit: °C,", "unit of temp: °C instead of C; values that are stored stay as they are")]
    [InlineData("time: time", "time: when", "how files are read, texts for people or comments have changed")]
    [InlineData("grid: 1h", "grid: 2h", "grid 2h instead of 1h")]
    [InlineData("  failures:", "  maintenance: { file: maint, code: part }\n  failures:", "maintenance added to the sources")]
    public void What_is_added_or_allowed_is_told_line_by_line(string before, string after, params string[] changes)
    {
        var widening = Widen(before, after);

        widening.Refusals.ShouldBeEmpty();
        widening.Changes.ShouldBe(changes);
    }

    [Theory]
    [InlineData("categories: [a, b]", "categories: [a]", "category of model: b is missing")]
    [InlineData("categories: [a, b]", "categories: [b, a]", "category of model: b stands before a")]
    [InlineData("categories: [a, b]", "categories: [a, c, b]", "category of model: c stands before b: what is added has to come last")]
    [InlineData("components: [pump, motor]", "components: [pump]", "component motor is missing")]
    [InlineData("components: [pump, motor]", "components: [motor, pump]", "component motor stands before pump")]
    [InlineData("range: [-50, 200]", "range: [-50, 100]", "range of temp: [-50, 100] instead of [-50, 200] is narrower")]
    [InlineData("entity: machine", "entity: pump_id", "machines are named by 'pump_id' and not by 'machine'")]
    [InlineData("sampling: 1h", "sampling: 1s", "sampling is 1s instead of 1h")]
    [InlineData("name: vib,", "name: noise,", "sensor vib is missing")]
    [InlineData("{ name: age, range: [0, 50] }", "{ name: age, categories: [old] }", "age is a category instead of a number")]
    public void What_is_taken_away_or_means_something_else_is_refused(string before, string after, string why)
    {
        var widening = Widen(before, after);

        widening.IsAllowed.ShouldBeFalse();
        widening.Refusals.ShouldHaveSingleItem().ShouldStartWith(why);
    }

    [Fact]
    public void A_sensor_and_an_attribute_are_added_at_the_end()
    {
        Widen("  - { name: vib", "  - { name: vib").Changes.ShouldBeEmpty();
        Widen("errors: [hot", "  - { name: flow, range: [0, 9] }\nerrors: [hot").Changes.ShouldBe(["sensor flow added"]);
        Widen("features:\n", "  - { name: site, categories: [x] }\nfeatures:\n").Changes.ShouldBe(["attribute site added"]);
    }

    private static ScenarioWidening Widen(string before, string after)
    {
        Present.ShouldContain(before);
        return ScenarioWidening.Of(
            ScenarioReader.Read(Present, "present"),
            ScenarioReader.Read(Present.Replace(before, after, StringComparison.Ordinal), "wider"));
    }
}

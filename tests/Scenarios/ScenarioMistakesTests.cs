using Presage.Engine;
using Presage.Scenarios;

namespace Presage.Tests.Scenarios;

public sealed class ScenarioMistakesTests
{
    private static readonly string s_good = ScenarioCatalog.Load("azure-pdm");

    [Theory]
    [InlineData("  grid: 12h", "  gird: 12h", "features has no 'gird'", "grid, windows, aggregates, error-window")]
    [InlineData("horizon: 84h", "", "lacks 'horizon'", "Add 'horizon'")]
    [InlineData("  grid: 12h", "  grid: 12x", "features.grid is '12x', which is not a duration", "30m, 12h or 3.5d")]
    [InlineData("windows: [12h, 24h, 36h]", "windows: [12h, 0h]", "features.windows[2] is 0h", "longer than zero")]
    [InlineData("windows: [12h, 24h, 36h]", "windows: [12h, 12h]", "features.windows[2] repeats '12h'", "once")]
    [InlineData("windows: [12h, 24h, 36h]", "windows: []", "features.windows is empty", "at least one")]
    [InlineData("windows: [12h, 24h, 36h]", "windows: 12h", "features.windows is a single value", "a list")]
    [InlineData(
        "aggregates: [mean, std]", "aggregates: [mean, median]", "'median', which is not an aggregate", "mean, std, min, max, slope, last")]
    [InlineData("errors: [error1, ", "errors: [error1, error1, ", "'error1' is used twice", "its own name")]
    [InlineData("name: rotate,", "name: volt,", "'volt' is used twice", "its own name")]
    [InlineData("name: age,", "name: volt,", "'volt' is used twice", "its own name")]
    [InlineData("range: [0, 400]", "range: [400, 0]", "sensors[1].range begins at 400 and ends at 0", "lowest first")]
    [InlineData("range: [0, 400]", "range: [0, high]", "sensors[1].range[2] is 'high', which is not a number", "12.5")]
    [InlineData("range: [0, 400]", "range: [0]", "sensors[1].range does not have two values", "[lowest, highest]")]
    [InlineData(
        "  errors: { file: errors, code: errorID }\n", "", "there are errors but no sources.errors", "Add sources.errors or remove errors")]
    [InlineData("  machines: { file: machines }\n", "", "there are attributes but no sources.machines", "Add sources.machines")]
    [InlineData("file: maint,", "file: errors,", "'errors' is used twice", "its own name")]
    [InlineData("file: maint,", "file: ../maint,", "which is a path", "without folder")]
    [InlineData("prefixes: [PdM_]", "prefixes: [old/PdM_]", "sources.prefixes[1] is 'old/PdM_', which is a path", "without folder")]
    [InlineData("missed-failure: 10000", "missed-failure: -1", "costs.missed-failure is -1", "at least 0")]
    [InlineData("sensor: volt,", "sensor: volts,", "'volts', which is not a sensor", "volt, rotate, pressure, vibration")]
    [InlineData("errors: [error5] }", "errors: [error6] }", "'error6', which is not an error type", "error1, error2")]
    [InlineData("share: 0.25,", "share: 0.26,", "simulation.components do not add up to 1", "add up to 1")]
    [InlineData("    volt: { mean: 170.8, deviation: 15 }\n", "", "simulation.sensors lacks 'volt'", "Add 'volt'")]
    [InlineData("start: 2015-01-01 06:00:00", "start: yesterday", "'yesterday', which is not a time", "2015-01-01 06:00:00")]
    [InlineData("every: 15d", "every: 15h", "simulation.service.every is 15h", "whole number of days")]
    [InlineData("values: [0, 20]", "values: [0, 200]", "simulation.attributes.age.values is [0, 200]", "within age's range")]
    [InlineData("name: azure-pdm", "name: Azure PdM", "the name is 'Azure PdM'", "lower-case")]
    [InlineData("name: azure-pdm", "name:", "name is empty", "a text")]
    [InlineData("name: azure-pdm", "name: [a]", "name is a list", "a single text")]
    [InlineData("time: datetime", "time: datetime\ntime: date", "not valid YAML", "repeated key")]
    [InlineData("sensors:\n", "sensors: [\n", "not valid YAML", "brackets")]
    [InlineData("horizon: 84h", "horizon: *anchor", "aliases are not supported", "Write the value out")]
    [InlineData("horizon: 84h", "horizon: [[[[[[[[[[[[[[[[[[84h]]]]]]]]]]]]]]]]]]", "nested too deeply", "at most 16 levels")]
    [InlineData("horizon: 84h", "horizon: 84h\n---\nname: other", "a second document", "one scenario a file")]
    [InlineData("horizon: 84h", "horizon: 84h\nobservation: { gap: 30m }", "observation.gap is 30m, which is shorter", "as the sampling")]
    [InlineData("horizon: 84h", "horizon: 84h\nobservation: { rows: 1m }", "observation.rows is 1m, which is shorter", "as the sampling")]
    [InlineData("horizon: 84h", "horizon: 84h\nobservation: { gaps: 3d }", "observation has no 'gaps'", "gap, rows, failure-ends-life")]
    [InlineData("horizon: 84h", "horizon: 84h\nobservation: { failure-ends-life: yes }", "failure-ends-life is 'yes'", "true or false")]
    [InlineData("horizon: 84h", "horizon: 84h\nobservation: { retired: model }", "'model' is used twice", "its own name")]
    public void A_mistake_is_told_with_what_was_expected(string good, string bad, string wrong, string expected)
    {
        s_good.ShouldContain(good);

        var exception = Should.Throw<PresageException>(() => ScenarioReader.Read(s_good.Replace(good, bad), "my.yaml"));

        exception.Code.ShouldBe("bad-scenario");
        exception.Message.ShouldStartWith("my.yaml, line ");
        exception.Message.ShouldContain(wrong);
        exception.Remedy.ShouldContain(expected);
    }

    [Fact]
    public void A_mistake_is_told_with_its_line_and_column()
    {
        var text = s_good.Replace("windows: [12h, 24h, 36h]", "windows: [12h, soon, 36h]");
        var line = text[..text.IndexOf("soon", StringComparison.Ordinal)].Count(c => c == '\n') + 1;

        var exception = Should.Throw<PresageException>(() => ScenarioReader.Read(text, "my.yaml"));

        exception.Message.ShouldBe($"my.yaml, line {line}, column 18: features.windows[2] is 'soon', which is not a duration.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment")]
    [InlineData("just words")]
    [InlineData("- a list")]
    [InlineData("\0")]
    public void Text_that_is_no_scenario_at_all_is_told_too(string text) =>
        Should.Throw<PresageException>(() => ScenarioReader.Read(text, "my.yaml")).Code.ShouldBe("bad-scenario");

    [Fact]
    public void An_unknown_name_is_told_with_the_known_ones()
    {
        var exception = Should.Throw<PresageException>(() => ScenarioCatalog.Load("azure-pdn"));

        exception.Code.ShouldBe("unknown-scenario");
        exception.Remedy.ShouldContain("azure-pdm");
    }

    [Fact]
    public void Every_single_missing_line_is_either_harmless_or_told()
    {
        var lines = s_good.Split('\n');

        for (var missing = 0; missing < lines.Length; missing++)
        {
            var text = string.Join('\n', lines.Where((_, index) => index != missing));
            try
            {
                ScenarioReader.Read(text, "my.yaml");
            }
            catch (PresageException exception)
            {
                exception.Code.ShouldBe("bad-scenario");
            }
        }
    }
}

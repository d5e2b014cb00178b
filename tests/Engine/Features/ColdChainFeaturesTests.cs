using System.Globalization;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Features;

/// <summary>The second example's own files: other columns, another sampling, a gap, missing values, no errors.</summary>
public sealed class ColdChainFeaturesTests
{
    private static readonly Scenario s_scenario = TestScenarios.ColdChain;

    [Theory]
    [InlineData("store-1/a")]
    [InlineData("store-1/b")]
    public void Rows_are_what_the_definition_says(string unit)
    {
        var history = Read(unit);
        var range = new FeatureRange(history.Times[0] - 1, history.Times[^1] + UnixTime.Day, 48 * UnixTime.Hour, history.Times[^1]);

        var rows = FeaturePresets.Create("default", s_scenario).Build(history, range);

        var expected = DefaultOracle.Rows(s_scenario, history, range).ToList();
        rows.Times.ShouldBe(expected.Select(row => row.Time));
        for (var row = 0; row < rows.Count; row++)
            for (var column = 0; column < rows.Values.Length; column++)
                rows.Values[column][row].ShouldBeNear(expected[row].Values[column], 1e-9);
    }

    [Fact]
    public void The_breakdown_is_labelled_in_the_48_hours_before_it()
    {
        var breakdown = Ms("2024-03-07 09:20:00");
        var history = Read("store-1/b");

        var rows = FeaturePresets.Create("default", s_scenario)
            .Build(history, new FeatureRange(history.Times[0] - 1, history.Times[^1], 48 * UnixTime.Hour, long.MaxValue));

        var labelled = rows.Times.Where((_, row) => rows.Labels[0][row] == 1).ToArray();
        labelled.ShouldBe([.. rows.Times.Where(time => time < breakdown && time >= breakdown - (48 * UnixTime.Hour))]);
        labelled.Length.ShouldBe(8);
    }

    [Fact]
    public void The_reference_preset_works_on_it_too()
    {
        var history = Read("store-1/b");
        var preset = FeaturePresets.Create("reference", s_scenario);

        var rows = preset.Build(history, new FeatureRange(history.Times[0] - 1, history.Times[^1], 48 * UnixTime.Hour, long.MaxValue));

        rows.Values.Length.ShouldBe(preset.Columns.Count);
        preset.Columns.Select(column => column.Name).ShouldContain("discharge_temperature_rollingmean_12");    // 12 readings are 2 hours
        rows.Count.ShouldBe(17);
    }

    private static MachineHistory Read(string unit)
    {
        var readings = Rows("readings.csv", unit);
        return new MachineHistory(
            unit,
            [.. readings.Select(row => Ms(row[0]))],
            [.. s_scenario.Sensors.Select((_, sensor) => readings.Select(row => Number(row[2 + sensor])).ToArray())],
            [],
            ByComponent("service-log.csv", unit),
            ByComponent("breakdowns.csv", unit),
            [],
            ObservedPeriods.Always);
    }

    private static long[][] ByComponent(string file, string unit) =>
        [.. s_scenario.Components.Select(
            component => Rows(file, unit).Where(row => row[2] == component).Select(row => Ms(row[0])).ToArray())];

    private static List<string[]> Rows(string file, string unit) =>
        [.. File.ReadLines(RepositoryRoot.Find("examples/cold-chain/" + file)!).Select(line => line.Split(','))
            .Where(row => row[1] == unit)];

    private static double Number(string text) => text == "" ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    private static long Ms(string time) => UnixTime.FromDateTime(DateTime.Parse(time, CultureInfo.InvariantCulture));
}

using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Features;

public sealed class DefaultPresetTests
{
    private static readonly Scenario[] s_scenarios =
    [
        TestScenarios.AzurePdm, TestScenarios.ColdChain, TestScenarios.Small, Holding(TestScenarios.AzurePdm, TimeSpan.FromHours(7)),
        Holding(TestScenarios.ColdChain, TimeSpan.FromMinutes(50)),
    ];

    [Fact]
    public void Every_row_is_what_the_definition_says() => ForAnyHistory((scenario, history, range) =>
    {
        var rows = FeaturePresets.Create("default", scenario).Build(history, range);

        var expected = DefaultOracle.Rows(scenario, history, range).ToList();
        rows.Times.ShouldBe(expected.Select(row => row.Time));
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows.Values.Length; column++)
                rows.Values[column][row].ShouldBeNear(expected[row].Values[column], 1e-9);
            for (var component = 0; component < rows.Labels.Length; component++)
                ((int)rows.Labels[component][row]).ShouldBe(expected[row].Labels[component]);
        }
    });

    [Fact]
    public void A_record_after_T_does_not_change_the_row_of_T() => ForAnyHistory((scenario, history, range) =>
    {
        var preset = FeaturePresets.Create("default", scenario);
        var rows = preset.Build(history, range);

        for (var row = 0; row < rows.Count; row++)
        {
            var known = Until(history, rows.Times[row]) with { Observed = history.Observed };
            var alone = preset.Build(known, range);

            alone.Times[row].ShouldBe(rows.Times[row]);
            RowBits(alone, row).ShouldBe(RowBits(rows, row));
        }
    });

    [Fact]
    public void What_is_known_of_a_machine_at_T_gives_its_row_unless_it_is_silent_just_then() => ForAnyHistory((scenario, history, range) =>
    {
        var preset = FeaturePresets.Create("default", scenario);
        var gap = UnixTime.FromTimeSpan(scenario.Observation.Gap);
        var whole = RandomHistory.WithPeriods(history, gap, failureEndsLife: false);
        var rows = preset.Build(whole, range);
        foreach (var (row, time) in rows.Times.Index())
        {
            var known = RandomHistory.WithPeriods(Until(whole, time), gap, failureEndsLife: false);
            var alone = preset.Build(known, range);

            var heard = known.Errors.Concat(known.Replacements).SelectMany(times => times).Append(known.Times[^1]).Max();
            (alone.Times.Length > 0 && alone.Times[^1] == time).ShouldBe(time - heard < UnixTime.FromTimeSpan(scenario.Sampling));
            if (alone.Times.Contains(time))
                RowBits(alone, alone.Count - 1).ShouldBe(RowBits(rows, row));
        }
    });

    [Fact]
    public void Any_range_that_has_the_row_gives_the_same_bits() => ForAnyHistory((scenario, history, range) =>
    {
        var preset = FeaturePresets.Create("default", scenario);
        var rows = preset.Build(history, range);

        for (var row = 0; row < rows.Count; row++)
        {
            var time = rows.Times[row];
            var lookBack = UnixTime.FromTimeSpan(preset.LookBack);
            var alone = preset.Build(Readings(history, time - lookBack, time), range with { From = time - 1, To = time });

            alone.Times.ShouldBe([time]);
            RowBits(alone, 0).ShouldBe(RowBits(rows, row));
            alone.Labels.Select(label => label[0]).ShouldBe(rows.Labels.Select(label => label[row]));
        }
    });

    [Fact]
    public void Building_in_parts_gives_the_same_as_building_at_once() => ForAnyHistory((scenario, history, range) =>
    {
        var preset = FeaturePresets.Create("default", scenario);
        var middle = (range.From + range.To) / 2;

        FeatureRows[] parts = [preset.Build(history, range with { To = middle }), preset.Build(history, range with { From = middle })];

        var whole = preset.Build(history, range);
        var rows = parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(row => (Part: part, Row: row))).ToList();
        rows.Select(row => row.Part.Times[row.Row]).ShouldBe(whole.Times);
        for (var row = 0; row < whole.Count; row++)
            RowBits(rows[row].Part, rows[row].Row).ShouldBe(RowBits(whole, row));
    });

    [Fact]
    public void The_columns_are_named_by_sensor_aggregate_and_window()
    {
        var columns = FeaturePresets.Create("default", TestScenarios.AzurePdm).Columns;

        columns.Select(column => column.Name).Take(9).ShouldBe(
            ["volt_mean_12h", "rotate_mean_12h", "pressure_mean_12h", "vibration_mean_12h",
             "volt_std_12h", "rotate_std_12h", "pressure_std_12h", "vibration_std_12h", "volt_mean_24h"]);
        columns.Select(column => column.Name).Skip(24).ShouldBe(
            ["error1_count_24h", "error2_count_24h", "error3_count_24h", "error4_count_24h", "error5_count_24h",
             "comp1_days_since", "comp2_days_since", "comp3_days_since", "comp4_days_since", "model", "age"]);
        columns[8].ShouldBe(new FeatureColumn("volt_mean_24h", "volt", "volt 24 h mean", "V"));
        columns[24].ShouldBe(new FeatureColumn("error1_count_24h", "errors", "error1 count in 24 h", ""));
        columns[29].ShouldBe(new FeatureColumn("comp1_days_since", "comp1", "days since comp1 was replaced", "d"));
        columns[33].Categories.ShouldBe(["model1", "model2", "model3", "model4"]);
        columns[34].IsCategorical.ShouldBeFalse();
    }

    [Fact]
    public void Another_scenario_has_other_columns()
    {
        var columns = FeaturePresets.Create("default", TestScenarios.ColdChain).Columns;

        columns.Count.ShouldBe((3 * 4 * 3) + 2);
        columns[6].ShouldBe(new FeatureColumn("suction_pressure_slope_2h", "suction_pressure", "suction_pressure 2 h slope", "bar/h"));
        columns[^3].Name.ShouldBe("current_last_72h");
        columns[^1].Name.ShouldBe("evaporator-fan_days_since");
    }

    [Fact]
    public void A_range_of_all_times_is_no_trouble()
    {
        var history = RandomHistory.Create(TestScenarios.Small, seed: 1);
        var always = new FeatureRange(
            UnixTime.FromDateTime(DateTime.MinValue), UnixTime.FromDateTime(DateTime.MaxValue), UnixTime.Hour, long.MaxValue);

        var rows = FeaturePresets.Create("default", TestScenarios.Small).Build(history, always);

        rows.Count.ShouldBeInRange(10, 18);
    }

    [Fact]
    public void An_unknown_preset_is_told_with_the_known_ones() =>
        Should.Throw<PresageException>(() => FeaturePresets.Create("best", TestScenarios.Small)).Remedy.ShouldContain("default, reference");

    [Fact]
    public void A_silent_sensor_that_is_reported_when_it_changes_has_its_last_value_as_long_as_that_holds()
    {
        var scenario = Holding(TestScenarios.AzurePdm, TimeSpan.FromHours(30));
        var history = RandomHistory.Create(TestScenarios.AzurePdm, seed: 1, readings: 1);
        var hours = Enumerable.Range(0, 73).Select(hour => RandomHistory.Start + (hour * UnixTime.Hour)).ToArray();
        double[] changes = [.. hours.Select((_, hour) => hour == 6 ? 170.0 : double.NaN)];
        double[] steady = [.. hours.Select(_ => 1.0)];
        var range = new FeatureRange(RandomHistory.Start, hours[^1], UnixTime.Hour, long.MaxValue);

        var rows = FeaturePresets.Create("default", scenario).Build(
            history with { Times = hours, Sensors = [changes, steady, steady, steady], Observed = ObservedPeriods.Always }, range);

        // Windows of 12 h begin at 06:00 + 6, 18, 30, 42, 54 h of which the value of hour 6 is in force at the first three.
        var means = rows.Values[0].Skip(rows.Count - 5).ToArray();
        means.ShouldBe([170, 170, 170, double.NaN, double.NaN]);
        rows.Values[4].ShouldAllBe(deviation => double.IsNaN(deviation));
    }

    /// <summary>The same with a first sensor whose values hold.</summary>
    private static Scenario Holding(Scenario scenario, TimeSpan hold) => scenario with
    {
        Sensors = [scenario.Sensors[0] with { Hold = hold }, .. scenario.Sensors.Skip(1)],
    };

    private static void ForAnyHistory(Action<Scenario, MachineHistory, FeatureRange> check) =>
        Check.QuickThrowOnFailure(Prop.ForAll<int, byte>((seed, choice) =>
        {
            var scenario = s_scenarios[choice % s_scenarios.Length];
            var random = new Random(seed);
            var history = RandomHistory.Create(scenario, seed);
            var span = history.Times[^1] - RandomHistory.Start;
            var from = RandomHistory.Start + random.NextInt64(-span / 4, span / 2);
            var to = from + random.NextInt64(span);
            var horizon = UnixTime.FromTimeSpan(scenario.Horizon);
            check(scenario, history, new FeatureRange(from, to, horizon, RandomHistory.Start + random.NextInt64(2 * span)));
        }));

    private static MachineHistory Until(MachineHistory history, long end) => Readings(history, long.MinValue, end) with
    {
        Errors = [.. history.Errors.Select(times => times.Where(time => time <= end).ToArray())],
        Replacements = [.. history.Replacements.Select(times => times.Where(time => time <= end).ToArray())],
        Failures = [.. history.Failures.Select(_ => Array.Empty<long>())],
    };

    private static MachineHistory Readings(MachineHistory history, long after, long upTo) => history with
    {
        Times = [.. history.Times.Where(time => time > after && time <= upTo)],
        Sensors = [.. history.Sensors.Select(
            values => values.Where((_, i) => history.Times[i] > after && history.Times[i] <= upTo).ToArray())],
    };

    private static long[] RowBits(FeatureRows rows, int row) =>
        [.. rows.Values.Select(column => BitConverter.DoubleToInt64Bits(column[row]))];
}

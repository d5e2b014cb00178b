using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Observation;

namespace Presage.Tests.Engine.Features;

public sealed class ReferencePresetTests
{
    private static readonly IFeaturePreset s_preset = FeaturePresets.Create("reference", TestScenarios.AzurePdm);

    [Fact]
    public void Every_row_is_what_the_notebook_computes() => Check.QuickThrowOnFailure(Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var history = RandomHistory.Create(TestScenarios.AzurePdm, seed);
        var span = history.Times[^1] - RandomHistory.Start;
        var from = RandomHistory.Start + random.NextInt64(-span / 4, span / 2);
        var range = new FeatureRange(from, from + random.NextInt64(span), ReferenceOracle.Horizon(TestScenarios.AzurePdm), long.MaxValue);

        var rows = s_preset.Build(history, range);

        var expected = ReferenceOracle.Rows(history, range);
        rows.Times.ShouldBe(expected.Select(row => row.Bucket));
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < 34; column++)
                rows.Values[column][row].ShouldBeNear(expected[row].Inputs[column], 1e-9, s_preset.Columns[column].Name);
            for (var component = 0; component < 4; component++)
                ((int)rows.Labels[component][row]).ShouldBe(expected[row].LabelE == component + 1 ? 1 : 0);
        }
    }));

    [Fact]
    public void The_inputs_have_the_names_of_the_notebook() => s_preset.Columns.Select(column => column.Name).ShouldBe(
    [
        "volt_rollingmean_12", "rotate_rollingmean_12", "pressure_rollingmean_12", "vibration_rollingmean_12",
        "volt_rollingmean_24", "rotate_rollingmean_24", "pressure_rollingmean_24", "vibration_rollingmean_24",
        "volt_rollingmean_36", "rotate_rollingmean_36", "pressure_rollingmean_36", "vibration_rollingmean_36",
        "volt_rollingstd_12", "rotate_rollingstd_12", "pressure_rollingstd_12", "vibration_rollingstd_12",
        "volt_rollingstd_24", "rotate_rollingstd_24", "pressure_rollingstd_24", "vibration_rollingstd_24",
        "volt_rollingstd_36", "rotate_rollingstd_36", "pressure_rollingstd_36", "vibration_rollingstd_36",
        "error1sum_rollingmean_24", "error2sum_rollingmean_24", "error3sum_rollingmean_24", "error4sum_rollingmean_24",
        "error5sum_rollingmean_24",
        "comp1sum", "comp2sum", "comp3sum", "comp4sum", "age",
    ]);

    [Fact]
    public void A_reading_half_way_belongs_to_the_later_bucket()
    {
        var rows = Build(Readings(("2015-01-01 17:59", 1), ("2015-01-01 18:00", 2)));

        rows.Times.Select(UnixTime.ToDateTime).ShouldBe([At("2015-01-01 12:00"), At("2015-01-02 00:00")]);
    }

    [Fact]
    public void A_bucket_has_the_mean_of_means_and_the_deviation_of_deviations()
    {
        // Rolling means 2, 3, 4; rolling deviations 0 (of one reading), sqrt(2), 2.
        var rows = Build(Readings(("2015-01-01 10:00", 2), ("2015-01-01 11:00", 4), ("2015-01-01 12:00", 6)));

        rows.Values[Column("volt_rollingmean_12")].ShouldBe([3]);
        rows.Values[Column("volt_rollingstd_12")][0].ShouldBe(Deviation(0, Math.Sqrt(2), 2), 1e-12);
    }

    [Fact]
    public void An_error_between_two_readings_is_lost()
    {
        var history = Readings(("2015-01-01 11:00", 1), ("2015-01-01 12:00", 1)) with
        {
            Errors = [[Ms("2015-01-01 12:00")], [Ms("2015-01-01 11:30")], [], [], []],
        };

        var rows = Build(history);

        rows.Values[Column("error1sum_rollingmean_24")].ShouldBe([0.25]);    // mean of 0 and 1/2
        rows.Values[Column("error2sum_rollingmean_24")].ShouldBe([0]);
    }

    [Fact]
    public void Days_are_counted_from_the_first_replacement_in_the_range()
    {
        var history = Readings(("2015-01-20 12:00", 1)) with
        {
            Replacements =
                [[Ms("2014-12-01 06:00"), Ms("2015-01-05 23:00"), Ms("2015-01-19 06:00")], [Ms("2015-01-10 06:00")], [],
                    [Ms("2015-01-10 06:00")]],
        };

        var rows = Build(history);

        rows.Values[Column("comp1sum")].ShouldBe([15]);    // calendar days; the replacement before the range is not known
        rows.Values[Column("comp2sum")].ShouldBe([10]);
        rows.Values[Column("comp4sum")].ShouldBe([0]);     // because comp3 was never replaced
    }

    /// <summary>The joins of the notebook lose rows: 1 and 2 count when both have been replaced, 3 and 4 when all have.</summary>
    [Theory]
    [InlineData("1", "")]
    [InlineData("2", "")]
    [InlineData("12", "12")]
    [InlineData("123", "12")]
    [InlineData("124", "12")]
    [InlineData("134", "")]
    [InlineData("1234", "1234")]
    public void Components_count_in_pairs(string replaced, string counted)
    {
        long[] time = [Ms("2015-01-10 06:00")];
        var rows = Build(Readings(("2015-01-20 12:00", 1)) with
        {
            Replacements = [.. "1234".Select(component => replaced.Contains(component) ? time : [])],
        });

        string.Concat("1234".Where(component => rows.Values[Column($"comp{component}sum")][0] != 0)).ShouldBe(counted);
    }

    [Fact]
    public void Two_failures_in_one_bucket_add_up_to_another_component()
    {
        var history = Readings(("2015-01-20 12:00", 1)) with { Failures = [[Ms("2015-01-20 08:00")], [Ms("2015-01-20 13:00")], [], []] };

        var rows = Build(history);

        rows.Labels.Select(label => (int)label[0]).ShouldBe([0, 0, 1, 0]);
    }

    [Fact]
    public void A_failure_labels_its_bucket_and_the_seven_rows_before()
    {
        var times = Enumerable.Range(0, 10).Select(i => At("2015-01-10 00:00").AddHours(12 * i).ToString("yyyy-MM-dd HH:mm")).ToArray();
        var history = Readings([.. times.Select(time => (time, 1.0))]) with { Failures = [[Ms(times[8])], [], [], []] };

        var rows = Build(history);

        rows.Labels[0].Select(label => (int)label).ShouldBe([0, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    }

    [Fact]
    public void A_failure_after_the_range_is_labelled_healthy()
    {
        var history = Readings(("2015-01-31 00:00", 1)) with { Failures = [[Ms("2015-02-01 01:00")], [], [], []] };

        var rows = Build(history);

        rows.Labels.Select(label => (int)label[0]).ShouldBe([0, 0, 0, 0]);
    }

    private static FeatureRows Build(MachineHistory history) =>
        s_preset.Build(
            history, new FeatureRange(Ms("2015-01-01 00:00"), Ms("2015-02-01 00:00"), 84 * UnixTime.Hour, Ms("2015-02-01 00:00")));

    private static MachineHistory Readings(params (string Time, double Volt)[] readings)
    {
        var zeros = new double[readings.Length];
        return new MachineHistory(
            "1", [.. readings.Select(reading => Ms(reading.Time))], [[.. readings.Select(reading => reading.Volt)], zeros, zeros, zeros],
            [[], [], [], [], []], [[], [], [], []], [[], [], [], []], [0, 18], ObservedPeriods.Always);
    }

    private static double Deviation(params double[] values) =>
        Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1));

    private static int Column(string name) => s_preset.Columns.ToList().FindIndex(column => column.Name == name);

    private static DateTime At(string time) => DateTime.SpecifyKind(DateTime.Parse(time), DateTimeKind.Utc);

    private static long Ms(string time) => UnixTime.FromDateTime(At(time));
}

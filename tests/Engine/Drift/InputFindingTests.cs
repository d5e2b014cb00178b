using System.Text.Json;
using Presage.Engine;
using Presage.Engine.Drift;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Drift;

public sealed class InputFindingTests
{
    private static readonly FeatureColumn[] s_columns =
    [
        new("volt_mean_24h", "volt", "volt 24 h mean", "V"),
        new("volt_std_24h", "volt", "volt 24 h std", "V"),
        new("comp1_days_since", "comp1", "days since comp1 was replaced", "d"),
        new("model", "model", "model", "", ["a", "b"]),
    ];

    /// <summary>Of 10,000 values evenly from 0 to 100, with the lowest and the highest as edges.</summary>
    private static readonly ColumnBaseline s_even = new(
        50, 0, [.. Enumerable.Range(0, 21).Select(i => i * 5.0)], [0.0001, .. Enumerable.Repeat(0.05, 20), 0]);

    private static readonly ColumnBaseline[] s_baseline = [s_even, s_even, s_even, new(0, 0, [0], [0.5, 0.5])];

    private readonly Xoshiro256 _random = new(1);

    [Fact]
    public void Rows_like_those_of_training_have_nothing_to_tell() => Find(Rows(600)).ShouldBeEmpty();

    [Fact]
    public void A_source_is_told_once_by_its_worst_column()
    {
        var finding = Find(Rows(600, volt: value => value * 1.5, deviation: value => value + 1_000)).ShouldHaveSingleItem();

        (finding.Fault, finding.Column.Name, finding.Size).ShouldBe((InputFault.OutOfRange, "volt_std_24h", 1));
        InputText.Of(finding, "m@1", 600).ShouldMatch(
            @"^volt 24 h std lies outside of what m@1 was trained on in 600 of 600 rows \(10\d\d V on average, usually 50 V\)\.$");
    }

    [Fact]
    public void A_shift_within_the_range_is_told_with_its_index()
    {
        var finding = Find(Rows(600, volt: value => value / 2)).ShouldHaveSingleItem();

        (finding.Fault, finding.Column.Name).ShouldBe((InputFault.Shifted, "volt_mean_24h"));
        finding.Size.ShouldBeGreaterThan(1);
        InputText.Of(finding, "m@1", 600).ShouldContain("is distributed otherwise than m@1 was trained on: 2");
    }

    [Fact]
    public void What_was_there_in_training_and_is_missing_now_comes_first()
    {
        var found = Find(Rows(600, volt: _ => double.NaN, days: value => value + 500));

        found.Select(finding => (finding.Fault, finding.Column.Source)).ShouldBe(
            [(InputFault.Missing, "volt"), (InputFault.OutOfRange, "comp1")]);
        InputText.Of(found[0], "m@1", 600).ShouldBe(
            "volt 24 h mean is missing in 600 of 600 rows; of those that m@1 was trained on 0.0 % had none.");
    }

    [Fact]
    public void The_time_since_a_replacement_goes_on_and_its_shift_is_none() => Find(Rows(600, days: value => value / 2)).ShouldBeEmpty();

    [Fact]
    public void A_handful_of_rows_says_nothing() => Find(Rows(12, volt: value => value + 1_000)).ShouldBeEmpty();

    [Fact]
    public void A_shift_of_few_machine_days_may_be_chance() =>
        Find(Rows(120, volt: value => value / 2), InputFault.Shifted).ShouldBeEmpty();

    /// <summary>The baseline of a model of an earlier version begins with the 5 % quantile and ends with the 95 % quantile.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(80, false)]
    [InlineData(150, true)]
    public void Of_an_earlier_model_it_takes_more_to_lie_outside(double shift, bool isOutside)
    {
        ColumnBaseline[] open = [.. s_baseline.Select(_ => new ColumnBaseline(
            50, 0, [.. Enumerable.Range(1, 19).Select(i => i * 5.0)], [.. Enumerable.Repeat(0.05, 20)]))];
        var rows = Rows(600, volt: value => value + shift);
        var counts = InputCounts.Of(rows, s_columns, open);

        InputFinding.Of(counts, s_columns, open, ["comp1"]).Any(finding => finding.Fault == InputFault.OutOfRange).ShouldBe(isOutside);
    }

    [Fact]
    public void Counts_of_parts_add_up_to_those_of_the_whole_also_as_JSON()
    {
        var (first, second) = (Rows(50), Rows(70, volt: value => value + 100));
        var whole = new FeatureRows(
            ["1", "2"], [.. first.MachineOf.Select(_ => 0), .. second.MachineOf.Select(_ => 1)], [.. first.Times, .. second.Times],
            [.. first.Values.Zip(second.Values, (a, b) => a.Concat(b).ToArray())], []);
        var parts = new[] { first, second }.Select(rows => InputCounts.Of(rows, s_columns, s_baseline))
            .Select(counts => JsonSerializer.Deserialize<InputCounts>(JsonSerializer.Serialize(counts))!).ToList();

        var merged = InputCounts.Merge(parts);

        JsonSerializer.Serialize(merged).ShouldBe(JsonSerializer.Serialize(InputCounts.Of(whole, s_columns, s_baseline)));
    }

    [Fact]
    public void The_stability_index_of_a_distribution_to_itself_is_none() =>
        InputFinding.StabilityIndex([1, 2, 1], [0.25, 0.5, 0.25]).ShouldBe(0, 1e-12);

    private static IReadOnlyList<InputFinding> Find(FeatureRows rows, InputFault? fault = null) =>
    [
        .. InputFinding.Of(InputCounts.Of(rows, s_columns, s_baseline), s_columns, s_baseline, ["comp1"])
            .Where(finding => fault is null || finding.Fault == fault),
    ];

    /// <summary>One machine with a row every twelve hours.</summary>
    private FeatureRows Rows(
        int count, Func<double, double>? volt = null, Func<double, double>? deviation = null, Func<double, double>? days = null)
    {
        return new FeatureRows(
            ["1"], new int[count], [.. Enumerable.Range(0, count).Select(row => row * 12 * UnixTime.Hour)],
            [Column(volt), Column(deviation), Column(days), [.. Enumerable.Range(0, count).Select(row => row % 2.0)]], []);

        double[] Column(Func<double, double>? change) =>
            [.. Enumerable.Range(0, count).Select(_ => (double)_random.NextBelow(101)).Select(change ?? (value => value))];
    }
}

using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

public sealed class CalibratorTests
{
    [Fact]
    public void Pooled_blocks_are_those_of_the_naive_algorithm() =>
        Properties.Hold(Prop.ForAll(Samples, sample =>
        {
            var (probabilities, labels) = sample;
            var blocks = IsotonicCalibrator.Pool(probabilities, labels);
            return probabilities.Select((p, i) => (p, i)).All(at =>
                Math.Abs(blocks.First(b => at.p <= b.Highest).Frequency - NaiveIsotonic(probabilities, labels, at.p)) < 1e-12);
        }));

    [Theory]
    [InlineData("isotonic")]
    [InlineData("platt")]
    public void Calibrated_probabilities_keep_the_order_and_lie_strictly_inside_0_and_1(string method) =>
        Properties.Hold(Prop.ForAll(Samples, sample =>
        {
            var calibrator = Calibrator.Fit(method, sample.Probabilities, sample.Labels);
            var calibrated = Enumerable.Range(0, 201).Select(i => calibrator.Apply(i / 200.0)).ToArray();
            var isDegenerate = sample.Labels.Distinct().Count() == 1;
            return calibrated.Zip(calibrated.Skip(1)).All(pair => pair.First <= pair.Second)
                && (isDegenerate || calibrated.All(c => c is > 0 and < 1));
        }));

    [Theory]
    [InlineData("isotonic")]
    [InlineData("platt")]
    public void Wrong_odds_are_put_right(string method)
    {
        var random = new Xoshiro256(1);
        var truth = Enumerable.Range(0, 50_000).Select(_ => random.NextDouble()).ToArray();
        var labels = Array.ConvertAll(truth, p => random.NextDouble() < p ? (sbyte)1 : (sbyte)0);
        var told = Array.ConvertAll(truth, p => 1 / (1 + Math.Exp(-(2 * Math.Log(p / (1 - p)) - 1))));

        var calibrator = Calibrator.Fit(method, told, labels);

        foreach (var p in new[] { 0.1, 0.3, 0.5, 0.7, 0.9 })
            calibrator.Apply(1 / (1 + Math.Exp(-(2 * Math.Log(p / (1 - p)) - 1)))).ShouldBe(p, 0.03);
    }

    [Fact]
    public void Between_blocks_the_frequency_rises_in_a_line_and_certainty_is_smoothed()
    {
        var calibrator = Calibrator.Fit("isotonic", [0.1, 0.1, 0.1, 0.4, 0.4, 0.9, 0.9], [0, 0, 0, 1, 0, 1, 1]);

        calibrator.Apply(0.05).ShouldBe(1 / 5.0, 1e-12);
        calibrator.Apply(0.1).ShouldBe(1 / 5.0, 1e-12);
        calibrator.Apply(0.4).ShouldBe(0.5, 1e-12);
        calibrator.Apply(0.25).ShouldBe(0.35, 1e-12);
        calibrator.Apply(0.95).ShouldBe(3 / 4.0, 1e-12);
    }

    [Fact]
    public void Platt_does_not_turn_the_order_round()
    {
        var calibrator = Calibrator.Fit("platt", [0.1, 0.2, 0.8, 0.9], [1, 1, 0, 0]);

        calibrator.Apply(0.1).ShouldBe(calibrator.Apply(0.9));
        calibrator.Apply(0.1).ShouldBe(0.5, 1e-12);
    }

    [Theory]
    [InlineData("isotonic")]
    [InlineData("platt")]
    [InlineData("none")]
    public void Where_nothing_can_be_learned_probabilities_stay_as_they_are(string method)
    {
        Calibrator.Fit(method, [], []).Apply(0.3).ShouldBe(0.3);
        Calibrator.Fit(method, [0.1, 0.4], [0, 0]).Apply(0.3).ShouldBe(0.3);
        Calibrator.Fit(method, [0.1, 0.4], [1, 1]).Apply(0.3).ShouldBe(0.3);
        Calibrator.Fit(method, [0.1, 0.4], [-1, 0]).Apply(0.3).ShouldBe(0.3);
    }

    [Theory]
    [InlineData("isotonic")]
    [InlineData("platt")]
    public void Rows_without_a_label_are_left_out(string method)
    {
        var with = Calibrator.Fit(method, [0.1, 0.2, 0.5, 0.7, 0.9], [0, 1, -1, 0, 1]);
        var without = Calibrator.Fit(method, [0.1, 0.2, 0.7, 0.9], [0, 1, 0, 1]);

        with.Apply(0.45).ShouldBe(without.Apply(0.45));
    }

    [Fact]
    public void An_unknown_method_is_refused() =>
        Should.Throw<PresageException>(() => Calibrator.Fit("magic", [], [])).Remedy.ShouldContain("isotonic, platt, none");

    /// <summary>Max-min formula: the largest, over beginnings, of the smallest, over ends, mean of the rows between.</summary>
    private static double NaiveIsotonic(double[] probabilities, sbyte[] labels, double at)
    {
        var values = probabilities.Distinct().Order().ToArray();
        return values.Where(low => low <= at).Max(low => values.Where(high => high >= at).Min(high =>
            labels.Where((_, i) => probabilities[i] >= low && probabilities[i] <= high).Average(l => (double)l)));
    }

    private static Arbitrary<Sample> Samples { get; } =
        (from count in Gen.Choose(1, 30)
         from probabilities in Gen.Choose(0, 40).Select(p => p / 40.0).ListOf(count)
         from labels in Gen.Choose(0, 1).Select(l => (sbyte)l).ListOf(count)
         select new Sample([.. probabilities], [.. labels])).ToArbitrary();

    private sealed record Sample(double[] Probabilities, sbyte[] Labels);
}

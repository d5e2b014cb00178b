using Presage.Engine.Features;
using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

public sealed class ModelTests
{
    [Fact]
    public void Predictions_are_the_classifiers_calibrated_and_do_not_depend_on_threads()
    {
        var data = new Synthetic(5_000, 1);
        var model = TestModels.Train(Trainers.GradientBoosting, data);
        var raw = data.Predict(model.Classifier);

        var one = model.Predict(data.Values, data.Rows);
        var four = model.Predict(data.Values, data.Rows, threads: 4);

        one[0].ShouldBe(raw[0].Select(model.Calibrators[0].Apply));
        one[1].ShouldBe(raw[1].Select(model.Calibrators[1].Apply));
        four[0].ShouldBe(one[0]);
        four[1].ShouldBe(one[1]);
        model.Predict(data.Values, 0)[1].ShouldBeEmpty();
    }

    [Fact]
    public void Reasons_are_the_sources_that_pushed_most_and_say_so_in_words()
    {
        var model = Fixed(contributions: [0.5, -0.2, 1.0, 1.5, 0, 0.1], usual: [170.82, 0, 1, 40.26, 0, 0]);

        var reasons = model.Explain([[190.4], [double.NaN], [3], [50.649], [1], [1234.5]], 0, 0);

        reasons.Select(r => r.Source).ShouldBe(["vibration", "model", "errors"]);
        reasons[0].ShouldBe(new Reason("vibration", "vibration", 2.0, 50.649, 40.26, "vibration 24 h mean 50.6, usually 40.3"));
        reasons[1].Text.ShouldBe("model d, usually b");
        reasons[2].ShouldBe(new Reason("errors", "errors", -0.2, double.NaN, 0, "errors in 24 h missing, usually 0"));
    }

    [Theory]
    [InlineData(50.649, "", "x 50.6, usually 50.6")]
    [InlineData(449.06, "rpm", "x 449 rpm, usually 449 rpm")]
    [InlineData(12345.6, "", "x 12346, usually 12346")]
    [InlineData(0.012345, "", "x 0.0123, usually 0.0123")]
    [InlineData(-3, "", "x -3, usually -3")]
    [InlineData(0, "", "x 0, usually 0")]
    [InlineData(0.00000123, "", "x 1.23E-06, usually 1.23E-06")]
    public void Numbers_are_told_with_three_digits_and_their_unit(double value, string unit, string text) =>
        ReasonText.Of(new FeatureColumn("x", "x", "x", unit), value, value).ShouldBe(text);

    [Fact]
    public void A_source_that_changed_nothing_is_no_reason()
    {
        var model = Fixed(contributions: [0, 0, 0, 0, 0, 0], usual: [0, 0, 0, 0, 0, 0]);

        model.Explain([[1], [1], [1], [1], [1], [1]], 0, 0).ShouldBeEmpty();
    }

    /// <summary>A linear model whose contributions are the same for every row. The columns vibration and volt share a source.</summary>
    private static Model Fixed(double[] contributions, double[] usual)
    {
        FeatureColumn[] columns = [.. Synthetic.Columns.Select(c => c.Name == "volt" ? c with { Source = "vibration" } : c)];
        var mapper = BinMapper.Fit(columns, [.. columns.Select(_ => new double[] { 0, 1 })]);
        var tables = contributions.Select(w => Enumerable.Repeat(w, BinMapper.Slots).ToArray()).ToArray();
        var classifier = new LogisticModel(mapper, [new LinearComponent(0, tables, new double[columns.Length])]);
        return TestModels.Of(classifier) with { Columns = columns, Baseline = [.. usual.Select(u => new ColumnBaseline(u, 0, [], [1]))] };
    }
}

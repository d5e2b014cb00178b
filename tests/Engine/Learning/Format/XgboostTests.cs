using System.Text.Json;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Random;
using Presage.Tests.Engine.Features;

namespace Presage.Tests.Engine.Learning;

/// <summary>XGBoost, which rounds its inputs to float32, predicts what the model predicts.</summary>
public sealed class XgboostTests
{
    private const double Tolerance = 1e-6;

    public static TheoryData<string, int, int> Ensembles => new()
    {
        { Trainers.GradientBoosting, 1, 80 },
        { Trainers.GradientBoosting, 3, 300 },
        { Trainers.RandomForest, 1, 30 },
        { Trainers.RandomForest, 3, 200 },
        { Trainers.DecisionTree, 1, 1 },
        { Trainers.DecisionTree, 2, 1 },
    };

    [Theory]
    [MemberData(nameof(Ensembles))]
    public void Numbers_missing_values_categories_and_every_bound_are_predicted_the_same(string algorithm, int components, int trees)
    {
        var data = new Synthetic(1_500, 1, components);
        (string, double)[] parameters = algorithm switch
        {
            Trainers.GradientBoosting => [("rounds", trees), ("leaves", 15)],
            Trainers.RandomForest => [("trees", trees)],
            _ => [],
        };
        var classifier = Synthetic.Fit(algorithm, data.Task(), parameters: parameters).Classifier;
        var methods = Enumerable.Range(0, components).Select(k => Calibrator.Methods[k % 3]);
        var calibrators = methods.Zip(data.Predict(classifier), (method, raw) => (method, raw))
            .Select((pair, k) => Calibrator.Fit(pair.method, pair.raw, data.Labels[k])).ToArray();

        ShouldPredictTheSame(
            TestModels.Of(classifier, calibrators), [.. data.Values.Zip(Bounds(ClassifierFormat.Mapper(classifier)), ToSingles)]);
    }

    [Theory]
    [InlineData(Trainers.GradientBoosting)]
    [InlineData(Trainers.RandomForest)]
    public void Values_that_differ_only_beyond_float32_are_predicted_the_same(string algorithm)
    {
        var data = new Synthetic(1_500, 5, components: 1);
        var random = new Xoshiro256(1);
        foreach (var column in (int[])[0, 3, 4])
            foreach (ref var value in data.Values[column].AsSpan())
                value = Math.Round(value, 2) + (random.NextBelow(7) * 1e-10);
        var classifier = Synthetic.Fit(algorithm, data.Task()).Classifier;

        ShouldPredictTheSame(
            TestModels.Of(classifier),
            [.. data.Values.Zip(Neighbours(ClassifierFormat.Mapper(classifier)), (own, more) => own.Concat(more).ToArray())]);
    }

    [Fact]
    public void Every_row_of_the_real_records_is_predicted_the_same()
    {
        var preset = FeaturePresets.Create(FeaturePresets.Default, TestScenarios.AzurePdm);
        var parts = RealHistories.Read().Select(history => preset.Build(
            history, new FeatureRange(history.Times[0], history.Times[^1], 84 * UnixTime.Hour, long.MaxValue))).ToList();
        var values = preset.Columns.Select((_, c) => parts.SelectMany(part => part.Values[c]).ToArray()).ToArray();
        sbyte[][] labels = [.. TestScenarios.AzurePdm.Components.Select((_, k) => parts.SelectMany(part => part.Labels[k]).ToArray())];
        var matrix = new BinnedMatrix(BinMapper.Fit(preset.Columns, values), values[0].Length);
        matrix.Fill(0, values);
        var task = new LearningTask(matrix, labels, [.. Enumerable.Range(0, matrix.Rows)], []);
        var classifier = Synthetic.Fit(Trainers.GradientBoosting, task, parameters: [("rounds", 100)]).Classifier;
        var model = TestModels.Of(classifier) with
        {
            Columns = preset.Columns,
            Baseline = [.. preset.Columns.Select(_ => new ColumnBaseline(0.5, 0.1, [0.2, 0.4], [0.3, 0.3, 0.4]))],
        };

        matrix.Rows.ShouldBeGreaterThan(3_500);
        ShouldPredictTheSame(model, values);
    }

    [Fact]
    public void Components_with_bases_far_apart_and_rounds_of_their_own_are_predicted_the_same()
    {
        var data = new Synthetic(800, 2, components: 3);
        var task = data.Task();
        var fitted = (AdditiveTrees)Synthetic.Fit(
            Trainers.GradientBoosting, task, parameters: [("rounds.0", 20), ("rounds.1", 0), ("rounds.2", 7)]).Classifier;
        double[] bases = [-7.25, 3.5, 0.001];
        var boosted = new AdditiveTrees(
            Trainers.GradientBoosting, ScoreKind.LogOdds, fitted.Mapper,
            [.. fitted.Ensembles.Zip(bases, (component, start) => component with { Base = start })]);

        ShouldPredictTheSame(TestModels.Of(boosted), ToSingles(data.Values));
    }

    [Fact]
    public void A_split_that_sends_all_values_one_way_and_one_at_an_infinite_bound_are_predicted_the_same()
    {
        var every = new BinSet();
        for (var bin = 0; bin < 5; bin++)
            every.Add(bin);
        var withMissing = every;
        withMissing.Add(BinMapper.Missing);
        var missing = new BinSet();
        missing.Add(BinMapper.Missing);
        NodeTest[] tests =
        [
            new(0, 2, false), new(0, 2, true), new(0, 0, false), new(0, 1, true),
            new(1, 0, false, every), new(1, 0, false, withMissing), new(1, 0, false, missing), new(1, 0, false, new BinSet()),
        ];
        FeatureColumn[] columns = [new("number", "n", "n", ""), new("category", "c", "c", "", ["a", "b", "c", "d", "e"])];
        var mapper = new BinMapper(columns, [[-1e300, 1e300, double.PositiveInfinity], [0, 1, 2, 3, 4]], [[0, 0, 0], [0, 1, 2, 3, 4]]);
        TreeEnsemble[] components =
            [.. tests.Select(test => new TreeEnsemble(0.5, [new Tree([test, null, null], [2, 1, 1], [0, -2, 1])], [1, 1]))];
        var model = TestModels.Of(new AdditiveTrees(Trainers.GradientBoosting, ScoreKind.LogOdds, mapper, components)) with
        {
            Columns = columns,
            Baseline = [
                .. TestModels.Of(new AdditiveTrees(Trainers.GradientBoosting, ScoreKind.LogOdds, mapper, components)).Baseline.Take(2)],
        };

        double[] numbers = [double.NaN, 0, 1, float.MinValue, float.MaxValue, -0.0, float.Epsilon, 3];
        double[] categories = [double.NaN, 0, 1, 2, 3, 4, 5, 200];
        ShouldPredictTheSame(model, [numbers, categories]);
    }

    [Fact]
    public void A_row_that_finds_the_same_value_in_each_of_a_thousand_trees_gets_that_value()
    {
        var mapper = BinMapper.Fit(Synthetic.Columns, new Synthetic(100, 1).Values);
        float[] values = [1, 0.7f, 1e-5f, 0.1f];
        Tree[] trees = [.. Enumerable.Range(0, 1_000).Select(_ => new Tree([null], [1], [.. values]))];
        var forest = new Forest(Trainers.RandomForest, mapper, trees, [.. values.Select(_ => new double[6])]);

        var answer = PythonXgboost.Predict(TestModels.Of(forest), ToSingles(new Synthetic(3, 1).Values));

        answer.Raw[..4].ShouldBe(values.Select(value => (double)value));
    }

    [Fact]
    public void Importances_by_gain_are_those_of_the_model()
    {
        var data = new Synthetic(800, 3, components: 1);
        var classifier = Synthetic.Fit(Trainers.GradientBoosting, data.Task(), parameters: [("rounds", 10)]).Classifier;

        var gains = PythonXgboost.Predict(TestModels.Of(classifier), ToSingles(data.Values)).Gains;

        classifier.Importance(0).Zip(gains.Select(gain => gain / gains.Sum()))
            .ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
    }

    [Fact]
    public void Names_of_every_kind_can_be_loaded_and_the_attribute_keeps_them()
    {
        var data = new Synthetic(200, 4, components: 1);
        var classifier = Synthetic.Fit(Trainers.DecisionTree, data.Task()).Classifier;
        string[] names = ["temp [°C]", "a<b", "say \"hi\"", @"back\slash", "line\nbreak", "emoji 😀"];
        var model = TestModels.Of(classifier) with
        {
            Columns = [.. Synthetic.Columns.Zip(names, (column, name) => column with { Name = name })],
        };

        var saved = ShouldPredictTheSame(model, ToSingles(data.Values)).Saved;

        Attribute(saved).GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()).ShouldBe(names);
    }

    [Theory]
    [InlineData(Trainers.GradientBoosting)]
    [InlineData(Trainers.RandomForest)]
    public void The_same_model_gives_the_same_strict_json_with_its_hash_calibration_and_thresholds(string algorithm)
    {
        var model = TestModels.Train(algorithm, new Synthetic(300, 1, components: 3));

        var bytes = Write(model);

        Write(Model.FromBytes(model.ToBytes(), TrainerCatalog.Own)).ShouldBe(bytes);
        var about = Attribute(System.Text.Encoding.UTF8.GetString(bytes));
        about.GetProperty("sha256").GetString().ShouldBe(PythonXgboost.Hash);
        about.GetProperty("horizonHours").GetDouble().ShouldBe(84);
        var components = about.GetProperty("components").EnumerateArray().ToList();
        components.Select(component => component.GetProperty("threshold").GetDouble()).ShouldBe(model.Thresholds);
        components.Select(component => component.GetProperty("calibration").GetProperty("method").GetString()).ShouldBe(Calibrator.Methods);
    }

    [Fact]
    public void A_logistic_regression_is_refused_with_what_to_do()
    {
        var model = TestModels.Train(Trainers.LogisticRegression, new Synthetic(200, 1));

        var refused = Should.Throw<PresageException>(() => Write(model));

        refused.Code.ShouldBe("not-expressible");
        refused.Remedy.ShouldContain(Trainers.GradientBoosting);
    }

    private static PythonXgboost.Answer ShouldPredictTheSame(Model model, double[][] values)
    {
        var answer = PythonXgboost.Predict(model, values);

        var (rows, components) = (values[0].Length, model.Components.Count);
        var expected = Synthetic.NewProbabilities(components, rows);
        model.Classifier.Predict(values, 0, rows, expected);
        answer.Raw.Length.ShouldBe(rows * components);
        for (var i = 0; i < answer.Raw.Length; i++)
        {
            answer.Raw[i].ShouldBe(
                expected[i % components][i / components], Tolerance, $"row {i / components}, component {i % components}");
            answer.Calibrated[i].ShouldBe(model.Calibrators[i % components].Apply(answer.Raw[i]), 1e-12);
        }

        return answer;
    }

    /// <summary>
    /// Of each column the float32 values around every bound, unknown categories, the extremes; filled up with missing values.
    /// </summary>
    private static double[][] Bounds(BinMapper mapper)
    {
        var values = mapper.Columns.Select((column, c) => column.IsCategorical
            ? Enumerable.Range(0, 300).Select(category => (double)category)
            : Enumerable.Range(0, mapper.BinCount(c)).Select(bin => (float)mapper.UpperBound(c, bin)).Where(float.IsFinite)
                .SelectMany(bound => new double[] { float.BitDecrement(bound), bound, float.BitIncrement(bound) })
                .Append(float.MinValue).Append(float.MaxValue)).Select(column => column.ToList()).ToList();
        var rows = values.Max(column => column.Count);
        return [.. values.Select(column => column.Concat(Enumerable.Repeat(double.NaN, rows - column.Count)).ToArray())];
    }

    /// <summary>Of each column the float64 values around every bound; filled up with missing values.</summary>
    private static double[][] Neighbours(BinMapper mapper)
    {
        var values = mapper.Columns.Select((column, c) => column.IsCategorical
            ? []
            : Enumerable.Range(0, mapper.BinCount(c) - 1).Select(bin => mapper.UpperBound(c, bin))
                .SelectMany(bound => new[] { Math.BitDecrement(bound), bound, Math.BitIncrement(bound) }).ToArray()).ToList();
        var rows = values.Max(column => column.Length);
        return [.. values.Select(column => column.Concat(Enumerable.Repeat(double.NaN, rows - column.Length)).ToArray())];
    }

    private static double[] ToSingles(double[] values, double[] more) => [.. values.Concat(more).Select(value => (double)(float)value)];

    private static double[][] ToSingles(double[][] values) => [.. values.Select(column => ToSingles(column, []))];

    private static byte[] Write(Model model)
    {
        using var stream = new MemoryStream();
        model.WriteXgboost(stream, PythonXgboost.Hash);
        return stream.ToArray();
    }

    private static JsonElement Attribute(string json)
    {
        var attributes = JsonDocument.Parse(json).RootElement.GetProperty("learner").GetProperty("attributes");
        return JsonDocument.Parse(attributes.GetProperty("presage").GetString()!).RootElement;
    }
}

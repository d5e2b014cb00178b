using Microsoft.ML;
using Microsoft.ML.Data;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML;
using Presage.Engine.MicrosoftML.Data;
using Presage.Tests.Engine.Learning;

namespace Presage.Tests.Engine.MicrosoftML;

public sealed class EnsembleTests
{
    public static TheoryData<string> Algorithms => Foreign.Algorithms;

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Its_trees_predict_what_Microsoft_ML_predicts(string algorithm)
    {
        var data = new Synthetic(3_000, 1);
        var task = data.Task();
        var classifier = Foreign.Fit(algorithm, task).Classifier;

        using var zip = new MemoryStream(((AdditiveTrees)classifier).Originals![0]);
        var scored = new MLContext().Model.Load(zip, out _).Transform(new BinView(task, [1, 1], TestContext.Current.CancellationToken));
        float[] expected = algorithm == MicrosoftMLAlgorithms.FastForest
            ? [.. scored.GetColumn<float>("Score")]
            : [.. scored.GetColumn<float>("Probability")];

        var predicted = data.Predict(classifier)[0];
        var scale = algorithm == MicrosoftMLAlgorithms.FastForest ? 200 : 1;
        for (var row = 0; row < data.Rows; row++)
            (algorithm == MicrosoftMLAlgorithms.FastForest ? (predicted[row] * 2 - 1) * scale : predicted[row])
                .ShouldBe(expected[row], 1e-6 * scale);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Bins_and_values_are_predicted_the_same(string algorithm)
    {
        var data = new Synthetic(2_000, 1);
        var task = data.Task(maxBins: 40);
        var classifier = Foreign.Fit(algorithm, task, parameters: [.. Foreign.Small(algorithm), ("max-bins", 16)]).Classifier;
        int[] rows = [.. Enumerable.Range(0, data.Rows).Where(row => row % 3 == 0).Reverse()];
        var binned = Synthetic.NewProbabilities(2, rows.Length);

        classifier.Predict(task.Features, rows, binned);

        var raw = data.Predict(classifier);
        for (var k = 0; k < 2; k++)
            binned[k].ShouldBe(rows.Select(row => raw[k][row]));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Threads_that_predict_at_once_do_not_disturb_each_other(string algorithm)
    {
        var data = new Synthetic(3_000, 1);
        var classifier = Foreign.Fit(algorithm, data.Task(), parameters: Foreign.Small(algorithm)).Classifier;
        var expected = data.Predict(classifier);

        Parallel.For(0, 16, _ => data.Predict(classifier)[1].ShouldBe(expected[1]));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Contributions_and_base_add_up_to_the_raw_score(string algorithm)
    {
        var data = new Synthetic(1_500, 1);
        var classifier = Foreign.Fit(algorithm, data.Task(), parameters: Foreign.Small(algorithm)).Classifier;
        int[] rows = [.. Enumerable.Range(0, 300)];
        double[][] contributions = [.. Synthetic.Columns.Select(_ => new double[rows.Length])];
        var predicted = data.Predict(classifier);

        for (var k = 0; k < 2; k++)
        {
            var mean = classifier.Contributions(data.Values, rows, k, contributions);
            foreach (var row in rows)
            {
                var score = mean + contributions.Sum(column => column[row]);
                var probability = algorithm == MicrosoftMLAlgorithms.FastForest ? score : 1 / (1 + Math.Exp(-score));
                probability.ShouldBe(predicted[k][row], 1e-7);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_base_of_contributions_is_the_mean_score_of_the_training_rows(string algorithm)
    {
        var data = new Synthetic(1_500, 1);
        var classifier = Foreign.Fit(algorithm, data.Task(), parameters: Foreign.Small(algorithm)).Classifier;
        double[][] contributions = [.. Synthetic.Columns.Select(_ => new double[1])];

        var mean = classifier.Contributions(data.Values, [0], 0, contributions);

        var scores = data.Predict(classifier)[0].Select(p => algorithm == MicrosoftMLAlgorithms.FastForest ? p : Math.Log(p / (1 - p)));
        mean.ShouldBe(scores.Average(), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void What_decides_is_important(string algorithm)
    {
        var classifier = Foreign.Fit(algorithm, new Synthetic(3_000, 1).Task(), parameters: Foreign.Small(algorithm)).Classifier;

        var (first, second) = (classifier.Importance(0), classifier.Importance(1));

        first.Sum().ShouldBe(1, 1e-12);
        Array.IndexOf(first, first.Max()).ShouldBe(0);
        Array.IndexOf(second, second.Max()).ShouldBe(3);
        first[5].ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_stored_model_predicts_and_explains_the_same_and_is_written_the_same(string algorithm)
    {
        var data = new Synthetic(1_000, 1, components: 3);
        Array.Fill(data.Labels[2], (sbyte)0);
        var model = TestModels.Of(Foreign.Fit(algorithm, data.Task(), parameters: Foreign.Small(algorithm)).Classifier);
        var bytes = model.ToBytes();

        var read = Model.FromBytes(bytes, Foreign.Catalog);

        read.ToBytes().ShouldBe(bytes);
        read.Classifier.Algorithm.ShouldBe(algorithm);
        read.Predict(data.Values, data.Rows).ShouldBe(model.Predict(data.Values, data.Rows));
        read.Classifier.Importance(0).ShouldBe(model.Classifier.Importance(0));
        double[][] one = [.. Synthetic.Columns.Select(_ => new double[1])], other = [.. Synthetic.Columns.Select(_ => new double[1])];
        read.Classifier.Contributions(data.Values, [7], 0, one).ShouldBe(model.Classifier.Contributions(data.Values, [7], 0, other));
        one.ShouldBe(other);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_reader_written_from_the_document_predicts_the_same(string algorithm)
    {
        var data = new Synthetic(400, 1, components: 3);
        Array.Fill(data.Labels[2], (sbyte)0);
        var model = TestModels.Of(Foreign.Fit(algorithm, data.Task(), parameters: Foreign.Small(algorithm)).Classifier);
        var expected = model.Predict(data.Values, data.Rows);

        using var naive = new NaiveModelReader(model.ToBytes());

        naive.Originals.Select(original => original.Length > 0).ShouldBe([true, true, false]);
        for (var row = 0; row < data.Rows; row++)
            naive.Predict([.. data.Values.Select(column => column[row])]).ShouldBe(expected.Select(component => component[row]), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_stored_model_predicts_in_a_program_without_the_algorithm(string algorithm)
    {
        var data = new Synthetic(300, 1);
        var model = TestModels.Of(Foreign.Fit(algorithm, data.Task(), parameters: Foreign.Small(algorithm)).Classifier);

        var read = Model.FromBytes(model.ToBytes(), TrainerCatalog.Own);

        read.Predict(data.Values, data.Rows).ShouldBe(model.Predict(data.Values, data.Rows));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void It_cannot_be_exported_for_XGBoost(string algorithm)
    {
        var model = TestModels.Of(Foreign.Fit(algorithm, new Synthetic(300, 1).Task(), parameters: Foreign.Small(algorithm)).Classifier);

        var error = Should.Throw<PresageException>(() => model.WriteXgboost(new MemoryStream(), ""));

        error.Message.ShouldContain(algorithm);
        error.Remedy.ShouldContain("its own format");
    }
}

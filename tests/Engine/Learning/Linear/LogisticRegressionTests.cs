using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void It_finds_the_weights_that_made_the_labels()
    {
        var random = new Xoshiro256(1);
        const int rows = 40_000;
        double[][] values = [new double[rows], new double[rows]];
        sbyte[][] labels = [new sbyte[rows]];
        for (var r = 0; r < rows; r++)
        {
            values[0][r] = random.NextDouble() * 4 - 2;
            values[1][r] = random.NextBelow(3);
            var odds = 1.5 * values[0][r] + (values[1][r] == 2 ? 1 : 0) - 0.5;
            labels[0][r] = random.NextDouble() < 1 / (1 + Math.Exp(-odds)) ? (sbyte)1 : (sbyte)0;
        }

        var mapper = BinMapper.Fit([new FeatureColumn("x", "x", "x", ""), new FeatureColumn("c", "c", "c", "", ["a", "b", "c"])], values);
        var matrix = new BinnedMatrix(mapper, rows);
        matrix.Fill(0, values);

        var fit = Synthetic.Fit(Trainers.LogisticRegression, new LearningTask(matrix, labels, [.. Enumerable.Range(0, rows)], []));

        LogOdds(fit.Classifier, 1, 0).ShouldBe(1.0, 0.1);
        LogOdds(fit.Classifier, 1, 2).ShouldBe(2.0, 0.1);
        (LogOdds(fit.Classifier, 1, 0) - LogOdds(fit.Classifier, -1, 0)).ShouldBe(3.0, 0.1);
    }

    [Fact]
    public void At_the_optimum_residuals_balance_the_penalty_of_every_weight()
    {
        var data = new Synthetic(2_000, 4, components: 1);
        var task = data.Task();
        var columns = Enumerable.Range(0, data.Values.Length).Select(c => task.Features.Column(c).ToArray()).ToArray();
        var design = columns.Select((bins, c) => DesignColumn.Create(task.Features.Mapper, c, bins)).ToArray();
        var objective = new LogisticObjective(design, columns, data.Labels[0], 1, l2: 1);

        var weights = Lbfgs.Minimise(objective.Evaluate, new double[objective.Size], 500, 1e-8, TestContext.Current.CancellationToken);

        var gradient = new double[objective.Size];
        var loss = objective.Evaluate(weights, gradient);
        gradient.ShouldAllBe(g => Math.Abs(g) < 1e-7);
        var numeric = (double[])weights.Clone();
        for (var i = 0; i < weights.Length; i++)
        {
            numeric[i] += 0.01;
            objective.Evaluate(numeric, gradient).ShouldBeGreaterThan(loss);
            numeric[i] -= 0.01;
        }
    }

    [Fact]
    public void It_learns_to_order_rows_it_has_not_seen()
    {
        var (train, test) = (new Synthetic(4_000, 1), new Synthetic(4_000, 2));

        var fit = Synthetic.Fit(Trainers.LogisticRegression, train.Task());

        Synthetic.Auc(test.Predict(fit.Classifier)[0], test.Labels[0]).ShouldBeGreaterThan(0.87);
    }

    private static double LogOdds(IClassifier classifier, double x, double c)
    {
        var p = Synthetic.NewProbabilities(1, 1);
        classifier.Predict([[x], [c]], 0, 1, p);
        return Math.Log(p[0][0] / (1 - p[0][0]));
    }
}

using Presage.Engine.Evaluation;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

/// <summary>The defaults of gradient boosting, on few columns and on many.</summary>
public sealed class DefaultsTests
{
    [Fact]
    public void Six_columns_that_interact_are_learnt_as_with_all_columns_in_every_tree()
    {
        var (train, test) = (new Interactions(3_000, 1), new Interactions(3_000, 2));

        var byDefault = AveragePrecision(train, test, ("rounds", 150));
        var withAll = AveragePrecision(train, test, ("rounds", 150), ("column-share", 1));

        withAll.ShouldBeGreaterThan(0.7);
        byDefault.ShouldBe(withAll, 0.02);
    }

    /// <summary>Two fifths of the columns, but as many as there are sources, and eight at least.</summary>
    [Theory]
    [InlineData(4, 1, 4)]
    [InlineData(12, 4, 8)]
    [InlineData(35, 11, 14)]
    [InlineData(150, 25, 60)]
    [InlineData(40, 40, 40)]
    [InlineData(40, 30, 30)]
    public void A_tree_sees_columns_by_how_many_there_are_and_where_they_come_from(int count, int sources, int seen)
    {
        FeatureColumn[] columns = [.. Enumerable.Range(0, count).Select(i => new FeatureColumn($"c{i}", $"s{i % sources}", "", ""))];
        var random = new Xoshiro256(1);
        double[][] values = [.. columns.Select(_ => Enumerable.Range(0, 100).Select(_ => Normal.Next(random)).ToArray())];
        var features = new BinnedMatrix(BinMapper.Fit(columns, values), 100);
        features.Fill(0, values);
        var matrix = new BundledMatrix(features.Compact([.. Enumerable.Range(0, 100)], 1), 100, features.Mapper, 1);
        var options = new BoosterOptions(
            [1], 1, 1, ColumnShare: 0, [1], 0.5, new TreeShape(31, 0, 0.1, new SplitRules(1, 0, 1, 0, new int[count])));

        var samples = Enumerable.Range(0, 50).Select(round => RoundSample.Draw(matrix, options, seed: 1, round).IsSelected).ToList();

        samples.ShouldAllBe(sample => sample.Count(isSelected => isSelected) == seen);
        Enumerable.Range(0, count).ShouldAllBe(column => samples.Any(sample => sample[column]));
    }

    private static double AveragePrecision(Interactions train, Interactions test, params (string, double)[] parameters)
    {
        var features = new BinnedMatrix(BinMapper.Fit(Interactions.Columns, train.Values), train.Labels.Length);
        features.Fill(0, train.Values);
        var task = new LearningTask(features, [train.Labels], [.. Enumerable.Range(0, train.Labels.Length)], []);
        var classifier = Synthetic.Fit(Trainers.GradientBoosting, task, parameters: parameters).Classifier;
        var scores = Synthetic.NewProbabilities(1, test.Labels.Length);
        classifier.Predict(test.Values, 0, test.Labels.Length, scores);
        return Ranking.AveragePrecision(ScoreCounts.Of(scores[0], [.. test.Labels.Select(label => label == 1)]))!.Value;
    }

    /// <summary>Six columns, of which two pairs decide by whether their signs are equal; a fifth of the rows or so is positive.</summary>
    private sealed class Interactions
    {
        public static readonly FeatureColumn[] Columns =
            [.. Enumerable.Range(0, 6).Select(i => new FeatureColumn($"c{i}", $"c{i}", "", ""))];

        public Interactions(int rows, long seed)
        {
            var random = new Xoshiro256(seed);
            Values = [.. Columns.Select(_ => Enumerable.Range(0, rows).Select(_ => Normal.Next(random)).ToArray())];
            Labels =
            [
                .. Enumerable.Range(0, rows).Select(row =>
                    (sbyte)(Product(row, 0) + Product(row, 2) + (0.5 * Normal.Next(random)) > 2 ? 1 : 0)),
            ];
        }

        /// <summary>[column][row].</summary>
        public double[][] Values { get; }

        public sbyte[] Labels { get; }

        private double Product(int row, int column) => 1.4 * Math.Sign(Values[column][row] * Values[column + 1][row]);
    }
}

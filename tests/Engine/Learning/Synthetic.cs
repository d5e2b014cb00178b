using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

/// <summary>A learnable problem: two sensors, a counter, a category with 5 values and noise; some values are missing.</summary>
internal sealed class Synthetic
{
    public static readonly IReadOnlyList<FeatureColumn> Columns =
    [
        new("volt", "volt", "volt 24 h mean", "V"),
        new("errors", "errors", "errors in 24 h", ""),
        new("model", "model", "model", "", ["a", "b", "c", "d", "e"]),
        new("vibration", "vibration", "vibration 24 h mean", ""),
        new("noise", "noise", "noise", ""),
        new("constant", "constant", "constant", ""),
    ];

    public Synthetic(int rows, long seed, int components = 2, double missing = 0.1)
    {
        var random = new Xoshiro256(seed);
        Rows = rows;
        Values = [.. Columns.Select(_ => new double[rows])];
        Labels = [.. Enumerable.Range(0, components).Select(_ => new sbyte[rows])];
        for (var r = 0; r < rows; r++)
        {
            double volt = Normal(random), vibration = Normal(random);
            int errors = random.NextBelow(4), model = random.NextBelow(5);
            double[] row = [volt, errors, model, vibration, Normal(random), 1];
            for (var c = 0; c < row.Length; c++)
                Values[c][r] = random.NextDouble() < missing && c < 5 ? double.NaN : row[c];
            for (var k = 0; k < components; k++)
            {
                var odds = k % 2 == 0
                    ? 2 * volt + errors - (model is 1 or 3 ? 2 : 0) - 2
                    : 3 * Math.Abs(vibration) + (volt > 0.5 && errors > 1 ? 2 : 0) - 4;
                Labels[k][r] = random.NextDouble() < 1 / (1 + Math.Exp(-odds)) ? (sbyte)1 : (sbyte)0;
            }
        }
    }

    public int Rows { get; }

    public double[][] Values { get; }

    public sbyte[][] Labels { get; }

    public BinnedMatrix Bin(int maxBins = 255)
    {
        var matrix = new BinnedMatrix(BinMapper.Fit(Columns, Values, maxBins), Rows);
        matrix.Fill(0, Values);
        return matrix;
    }

    public LearningTask Task(int stopRows = 0, int maxBins = 255) =>
        new(Bin(maxBins), Labels, [.. Enumerable.Range(0, Rows - stopRows)], [.. Enumerable.Range(Rows - stopRows, stopRows)]);

    public static Dictionary<string, double> Parameters(params (string Name, double Value)[] values) =>
        values.ToDictionary(v => v.Name, v => v.Value);

    public static Fit Fit(
        string algorithm, LearningTask task, int threads = 1, long seed = 1, params (string Name, double Value)[] parameters) =>
        TrainerCatalog.Own.Create(algorithm).Fit(task, Parameters(parameters), seed, threads, TestContext.Current.CancellationToken);

    public double[][] Predict(IClassifier classifier)
    {
        var probabilities = NewProbabilities(classifier.Components, Rows);
        classifier.Predict(Values, 0, Rows, probabilities);
        return probabilities;
    }

    public static double[][] NewProbabilities(int components, int rows) =>
        [.. Enumerable.Range(0, components).Select(_ => new double[rows])];

    /// <summary>Share of pairs of a positive and a negative row that are in the right order.</summary>
    public static double Auc(double[] scores, sbyte[] labels)
    {
        var order = Enumerable.Range(0, scores.Length).OrderBy(i => scores[i]).ToArray();
        double ranks = 0, positives = 0;
        for (int i = 0, end; i < order.Length; i = end)
        {
            for (end = i; end < order.Length && scores[order[end]] == scores[order[i]]; end++)
            {
            }

            var positive = order[i..end].Count(r => labels[r] == 1);
            ranks += positive * (i + end + 1) / 2.0;
            positives += positive;
        }

        return (ranks - positives * (positives + 1) / 2) / (positives * (scores.Length - positives));
    }

    private static double Normal(Xoshiro256 random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

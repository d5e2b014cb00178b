using Presage.Engine.Evaluation;
using Presage.Engine.Learning;
using Presage.Engine.Random;
using Presage.Engine.Selection;

namespace Presage.Tests.Benchmarks.Defaults;

/// <summary>
/// What gradient boosting makes of a problem, as training does it: the rounds are the median of what five folds stop at, and the model is
/// fitted on all rows.
/// </summary>
internal static class OwnDefaults
{
    private const int Folds = 5;

    /// <param name="parameters">Overrides of the defaults.</param>
    /// <returns>Average precision, the mean of the components.</returns>
    public static double AveragePrecision(DefaultsProblem problem, Dictionary<string, double> parameters, long seed, int threads)
    {
        var (train, test) = (problem.Train, problem.Test);
        var matrix = new BinnedMatrix(BinMapper.Fit(problem.Columns, train.Values, threads: threads), train.Count);
        matrix.Fill(0, train.Values);
        var trainer = TrainerCatalog.Own.Create(Trainers.GradientBoosting);
        var foldOf = FoldOf(train, seed);
        var fits = Enumerable.Range(0, Folds).Select(fold =>
        {
            var stop = Rows(row => foldOf[row] == fold);
            var fit = trainer.Fit(
                new LearningTask(matrix, train.Labels, Rows(row => foldOf[row] != fold), stop), parameters, seed, threads, default);
            return (fit, (long[])[.. train.Labels.Select(component => stop.LongCount(row => component[row] == 1))]);
        }).ToList();
        var refit = RefitParameters.Of(new TrialSpec(Trainers.GradientBoosting, parameters), [.. fits]);

        var classifier = trainer.Fit(new LearningTask(matrix, train.Labels, Rows(_ => true), []), refit, seed, threads, default).Classifier;
        double[][] probabilities = [.. test.Labels.Select(_ => new double[test.Count])];
        classifier.Predict(test.Values, 0, test.Count, probabilities);
        return AveragePrecision(probabilities, test.Labels);

        int[] Rows(Func<int, bool> isWanted) => [.. Enumerable.Range(0, train.Count).Where(isWanted)];
    }

    /// <summary>The mean of the components that have positives.</summary>
    public static double AveragePrecision(double[][] probabilities, sbyte[][] labels) => probabilities
        .Select((scores, k) => Ranking.AveragePrecision(ScoreCounts.Of(scores, [.. labels[k].Select(label => label == 1)])))
        .OfType<double>().Average();

    /// <summary>Groups with positives are dealt out first, so that every fold has its share of both.</summary>
    private static int[] FoldOf(Table train, long seed)
    {
        var random = new Xoshiro256(seed, 77);
        var failing = Enumerable.Range(0, train.Count).Where(row => train.Labels.Any(component => component[row] == 1))
            .Select(row => train.Groups[row]).ToHashSet();
        var folds = train.Groups.Distinct().Select(group => (Group: group, Place: random.Next()))
            .OrderBy(item => failing.Contains(item.Group)).ThenBy(item => item.Place).Index()
            .ToDictionary(item => item.Item.Group, item => item.Index % Folds);
        return [.. train.Groups.Select(group => folds[group])];
    }
}

using Presage.Engine;
using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

internal static class TestModels
{
    /// <summary>A model around a classifier of <see cref="Synthetic"/> data.</summary>
    public static Model Of(IClassifier classifier, params Calibrator[] calibrators) => new(
        "default",
        84 * UnixTime.Hour,
        [.. Enumerable.Range(1, classifier.Components).Select(k => $"comp{k}")],
        Synthetic.Columns,
        classifier,
        calibrators.Length > 0 ? calibrators : [.. Enumerable.Range(0, classifier.Components).Select(_ => Calibrator.Fit("none", [], []))],
        [.. Enumerable.Range(0, classifier.Components).Select(k => 0.1 * (k + 1))],
        [.. Synthetic.Columns.Select(_ => new ColumnBaseline(0.5, 0.1, [0.2, 0.4], [0.3, 0.3, 0.4]))]);

    /// <summary>A small model of an algorithm, with every kind of calibration.</summary>
    public static Model Train(string algorithm, Synthetic data)
    {
        (string, double)[] parameters = algorithm switch
        {
            Trainers.GradientBoosting => [("rounds", 4), ("leaves", 5)],
            Trainers.RandomForest => [("trees", 3), ("depth", 4)],
            _ => [],
        };
        var classifier = Synthetic.Fit(algorithm, data.Task(), parameters: parameters).Classifier;
        var raw = data.Predict(classifier);
        var calibrators = raw.Select((p, k) => Calibrator.Fit(Calibrator.Methods[k % 3], p, data.Labels[k])).ToArray();
        return Of(classifier, calibrators);
    }
}

using Presage.Engine.Features;
using Presage.Engine.Learning;

namespace Presage.Tests.Benchmarks.Comparison;

internal static class Models
{
    /// <summary>A model that predicts what its classifier predicts, uncalibrated.</summary>
    public static Model Of(IClassifier classifier, IReadOnlyList<FeatureColumn> columns)
    {
        string[] components = [.. Enumerable.Range(1, classifier.Components).Select(k => $"component {k}")];
        return new Model(
            "default", 1, components, columns, classifier, [.. components.Select(_ => new IdentityCalibrator())],
            [.. components.Select(_ => 0.5)],
            [.. columns.Select(_ => new ColumnBaseline(double.NaN, 0, [], [1]))]);
    }
}

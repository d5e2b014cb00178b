using Presage.Engine.Features;
using Presage.Reporting.Statistics;

namespace Presage.Reporting.Data;

/// <summary>Feature rows of a sample of machines.</summary>
/// <param name="Positives">Rows before a failure of each component.</param>
/// <param name="Healthy">Rows of known label without a coming failure.</param>
/// <param name="Distributions">Most important first.</param>
public sealed record FeatureData(
    string Preset, int Machines, DateTime From, DateTime To, TimeSpan Horizon, long Rows, long Healthy, IReadOnlyList<NamedCount> Positives,
    IReadOnlyList<FeatureDistribution> Distributions, Correlations? Correlations);

public readonly record struct NamedCount(string Name, long Count);

/// <summary>Values of a feature in healthy rows and before a failure of the component it says most about.</summary>
/// <param name="Importance">Share of the model's total gain, 0 to 1; null when no model chose the feature.</param>
/// <param name="Separation">
/// Probability that a row before a failure has the larger value than a healthy row (area under the ROC curve); 0.5 says nothing.
/// </param>
public sealed record FeatureDistribution(
    FeatureColumn Column, string Component, double? Importance, double Separation, double Missing, Bins Bins, long[] Healthy,
    long[] Failing);

/// <param name="Values">[row][column], -1 to 1; NaN where a feature is constant.</param>
public sealed record Correlations(IReadOnlyList<FeatureColumn> Columns, double[][] Values);

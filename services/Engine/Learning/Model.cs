using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>Everything that is needed to score: inputs, classifier, calibration, thresholds and what the inputs usually look like.</summary>
/// <param name="Preset">Name of the feature preset.</param>
/// <param name="Horizon">Label horizon in milliseconds.</param>
/// <param name="Components">Names of the components, in the classifier's order.</param>
/// <param name="Columns">The inputs, in the classifier's order.</param>
/// <param name="Calibrators">One a component.</param>
/// <param name="Thresholds">One a component: an alarm at or above it.</param>
/// <param name="Baseline">One a column: how the values were distributed in training.</param>
public sealed record Model(
    string Preset,
    long Horizon,
    IReadOnlyList<string> Components,
    IReadOnlyList<FeatureColumn> Columns,
    IClassifier Classifier,
    IReadOnlyList<Calibrator> Calibrators,
    double[] Thresholds,
    IReadOnlyList<ColumnBaseline> Baseline)
{
    /// <summary>Calibrated probabilities of all rows: [component][row].</summary>
    public double[][] Predict(double[][] values, int rows) => throw new NotImplementedException();

    /// <summary>The strongest reasons for a component's probability, strongest first; features of one source are one reason.</summary>
    public IReadOnlyList<Reason> Explain(double[][] values, int row, int component, int most = 3) => throw new NotImplementedException();

    /// <summary>Writes the documented format: magic, version, length, SHA-256, content. The same model gives the same bytes.</summary>
    public byte[] ToBytes() => throw new NotImplementedException();

    /// <exception cref="PresageException">The bytes are damaged, too large, of a newer version or not a model at all.</exception>
    public static Model FromBytes(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();
}

/// <summary>Distribution of a column in training.</summary>
/// <param name="Usual">Median of a number in rows that are healthy; the most frequent category.</param>
/// <param name="Missing">Share of missing values, 0 to 1.</param>
/// <param name="Edges">Upper edges of the bins of <see cref="Shares"/>, ascending, one fewer than there are shares.</param>
/// <param name="Shares">Share of the values in each bin; at most 20 bins.</param>
public sealed record ColumnBaseline(double Usual, double Missing, double[] Edges, double[] Shares);

/// <summary>Why a prediction is as it is.</summary>
/// <param name="Column">Name of the strongest column of the source.</param>
/// <param name="Contribution">What the source added to the raw score; negative speaks against a failure.</param>
/// <param name="Value">The column's value in this row; NaN when missing.</param>
/// <param name="Usual">Its usual value.</param>
/// <param name="Text">A sentence for a maintenance planner, such as "vibration 24 h mean 50.6, usually 40.3".</param>
public sealed record Reason(string Source, string Column, double Contribution, double Value, double Usual, string Text);

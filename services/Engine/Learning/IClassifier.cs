namespace Presage.Engine.Learning;

/// <summary>Uncalibrated probabilities, one per component. Immutable and safe to use from several threads.</summary>
public interface IClassifier
{
    string Algorithm { get; }

    int Components { get; }

    /// <summary>Predicts from raw values.</summary>
    /// <param name="values">[column][row]; NaN is missing.</param>
    /// <param name="start">First row.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="probabilities">[component][row - start], 0 to 1.</param>
    void Predict(double[][] values, int start, int count, double[][] probabilities);

    /// <summary>Predicts from the bins the classifier was trained on; the same as from raw values.</summary>
    /// <param name="rows">Row numbers; probabilities come in their order.</param>
    void Predict(BinnedMatrix features, ReadOnlySpan<int> rows, double[][] probabilities);

    /// <summary>
    /// How much each column pushed the predictions of some rows: exact Shapley values, in the unit of the raw score (log-odds, or
    /// probability for forests). What they are does not depend on which rows are asked for together.
    /// </summary>
    /// <param name="values">[column][row]; NaN is missing.</param>
    /// <param name="rows">Row numbers, in any order.</param>
    /// <param name="contributions">[column][position in <paramref name="rows"/>], overwritten; with the base they add up to the row's raw
    /// score.</param>
    /// <returns>The base: the mean raw score of the training rows.</returns>
    double Contributions(double[][] values, ReadOnlySpan<int> rows, int component, double[][] contributions);

    /// <summary>
    /// Importance of each column for a component (total gain of its splits, or weight times spread), not negative, adding up to 1 when
    /// there is any.
    /// </summary>
    double[] Importance(int component);
}

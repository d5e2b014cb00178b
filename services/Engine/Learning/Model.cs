using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>
/// Everything that is needed to score: inputs, classifier, calibration, thresholds and what the inputs usually look like.
/// </summary>
/// <param name="Preset">Name of the feature preset.</param>
/// <param name="Horizon">Label horizon in <see cref="UnixTime"/> units.</param>
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
    private const int RowsPerThread = 2_048;

    /// <summary>Calibrated probabilities of all rows: [component][row].</summary>
    /// <param name="values">[column][row]; NaN is missing.</param>
    /// <param name="threads">Rows are independent of each other, so the number of threads changes nothing in the result.</param>
    public double[][] Predict(double[][] values, int rows, int threads = 1)
    {
        var probabilities = NewComponents(rows);
        Work.For((rows + RowsPerThread - 1) / RowsPerThread, threads, part =>
        {
            var start = part * RowsPerThread;
            var count = Math.Min(RowsPerThread, rows - start);
            var raw = NewComponents(count);
            Classifier.Predict(values, start, count, raw);
            for (var k = 0; k < raw.Length; k++)
            {
                for (var i = 0; i < count; i++)
                    probabilities[k][start + i] = Calibrators[k].Apply(raw[k][i]);
            }
        });
        return probabilities;
    }

    /// <summary>
    /// The strongest reasons for a component's probability, strongest first, those against a failure included; features of one source are
    /// one reason, and the column that pushed most in the source's direction speaks for it.
    /// </summary>
    public IReadOnlyList<Reason> Explain(double[][] values, int row, int component, int most = 3) =>
        Explain(values, [row], component, most)[0];

    /// <summary>The strongest reasons of many rows at once, which is much faster a row.</summary>
    /// <param name="values">[column][row]; NaN is missing.</param>
    /// <param name="rows">Row numbers, in any order.</param>
    /// <param name="threads">Rows are independent of each other, so the number of threads changes nothing in the result.</param>
    /// <returns>The reasons of each of the rows, in their order.</returns>
    public IReadOnlyList<Reason>[] Explain(double[][] values, int[] rows, int component, int most = 3, int threads = 1)
    {
        var explained = new IReadOnlyList<Reason>[rows.Length];
        var reasons = new Reasons(Columns, Baseline);
        Work.For((rows.Length + RowsPerThread - 1) / RowsPerThread, threads, part =>
        {
            var start = part * RowsPerThread;
            var count = Math.Min(RowsPerThread, rows.Length - start);
            var chosen = rows.AsSpan(start, count);
            double[][] contributions = [.. Columns.Select(_ => new double[count])];
            Classifier.Contributions(values, chosen, component, contributions);
            Span<double> ofRow = new double[Columns.Count];
            for (var i = 0; i < chosen.Length; i++)
            {
                for (var c = 0; c < ofRow.Length; c++)
                    ofRow[c] = contributions[c][i];
                explained[start + i] = reasons.Strongest(ofRow, values, chosen[i], most);
            }
        });
        return explained;
    }

    /// <summary>Writes the format of docs/integrate/model-format.md. The same model gives the same bytes.</summary>
    /// <exception cref="PresageException">The model is beyond the limits of the format.</exception>
    public byte[] ToBytes() => ModelFormat.Write(this);

    /// <summary>
    /// Writes the trees as a JSON model of XGBoost 1.7, which gives the classifier's probabilities before calibration
    /// (docs/integrate/xgboost.md).
    /// </summary>
    /// <param name="sha256">Hash of the model's own bytes, hex; kept in the file so that it can be traced.</param>
    /// <exception cref="PresageException">The classifier does not consist of trees.</exception>
    public void WriteXgboost(Stream stream, string sha256) => XgboostFormat.Write(this, sha256, stream);

    /// <param name="trainers">The algorithms whose models can be read.</param>
    /// <exception cref="PresageException">The bytes are damaged, too large, of a newer version or not a model at all.</exception>
    public static Model FromBytes(ReadOnlySpan<byte> bytes, TrainerCatalog trainers) => ModelFormat.Read(bytes, trainers);

    private double[][] NewComponents(int rows) => [.. Components.Select(_ => new double[rows])];
}

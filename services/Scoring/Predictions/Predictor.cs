using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Storage;

namespace Presage.Scoring.Predictions;

/// <summary>From feature rows to predictions: a pure function of rows, model and run.</summary>
/// <param name="explainFrom">See <see cref="ScoringOptions.ExplainFrom"/>.</param>
internal sealed class Predictor(Model model, string name, int version, string run, double explainFrom)
{
    /// <summary>One prediction a row, in the order of the rows.</summary>
    public Prediction[] Predict(FeatureRows rows)
    {
        var probabilities = model.Predict(rows.Values, rows.Count);
        var hashes = RowHash.Of(rows.Values, rows.Count);
        var reasons = Explain(rows, probabilities);
        var predictions = new Prediction[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            var ofRow = OfRow(probabilities, row);
            var decision = Decision.Of(ofRow, model.Thresholds);
            predictions[row] = new Prediction(
                rows.Machines[rows.MachineOf[row]],
                UnixTime.ToDateTime(rows.Times[row]),
                ofRow,
                model.Thresholds,
                decision == Decision.Healthy ? null : model.Components[decision],
                reasons[row],
                name,
                version,
                run,
                hashes[row].ToString("x16"));
        }

        return predictions;
    }

    /// <summary>Why a component's probability is as it is, strongest first.</summary>
    public IReadOnlyList<PredictionReason> Explain(FeatureRows rows, int row, int component) =>
        Told(model.Explain(rows.Values, row, component));

    /// <summary>
    /// [row] why the decision is as it is, for those worth explaining. The rows of a component are explained together, which is much
    /// faster.
    /// </summary>
    private IReadOnlyList<PredictionReason>[] Explain(FeatureRows rows, double[][] probabilities)
    {
        var reasons = new IReadOnlyList<PredictionReason>[rows.Count];
        Array.Fill(reasons, []);
        var worth = Enumerable.Range(0, rows.Count).Where(row => IsWorthExplaining(OfRow(probabilities, row)));
        foreach (var group in worth.GroupBy(row => Risk.Of(OfRow(probabilities, row), model.Thresholds).Component))
        {
            int[] together = [.. group];
            foreach (var (row, told) in together.Zip(model.Explain(rows.Values, together, group.Key)))
                reasons[row] = Told(told);
        }

        return reasons;
    }

    private bool IsWorthExplaining(double[] probabilities)
    {
        for (var component = 0; component < probabilities.Length; component++)
        {
            if (probabilities[component] >= explainFrom * model.Thresholds[component])
                return true;
        }

        return false;
    }

    private static PredictionReason[] Told(IReadOnlyList<Reason> reasons) =>
        [.. reasons.Select(reason => new PredictionReason(
            reason.Column, reason.Contribution, Present(reason.Value), Present(reason.Usual), reason.Text))];

    private static double[] OfRow(double[][] probabilities, int row) => Array.ConvertAll(probabilities, component => component[row]);

    private static double? Present(double value) => double.IsNaN(value) ? null : value;
}

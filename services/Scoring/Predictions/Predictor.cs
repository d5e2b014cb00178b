using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Storage.Predictions;

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
        var predictions = new Prediction[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            double[] ofRow = [.. probabilities.Select(column => column[row])];
            var decision = Decision.Of(ofRow, model.Thresholds);
            predictions[row] = new Prediction(
                rows.Machines[rows.MachineOf[row]],
                UnixTime.ToDateTime(rows.Times[row]),
                ofRow,
                model.Thresholds,
                decision == Decision.Healthy ? null : model.Components[decision],
                IsWorthExplaining(ofRow) ? Explain(rows, row, decision == Decision.Healthy ? MostProbable(ofRow) : decision) : [],
                name,
                version,
                run,
                hashes[row].ToString("x16"));
        }

        return predictions;
    }

    /// <summary>Why a component's probability is as it is, strongest first.</summary>
    public IReadOnlyList<PredictionReason> Explain(FeatureRows rows, int row, int component) =>
        [.. model.Explain(rows.Values, row, component).Select(reason => new PredictionReason(
            reason.Column, reason.Contribution, Present(reason.Value), Present(reason.Usual), reason.Text))];

    private bool IsWorthExplaining(double[] probabilities)
    {
        for (var component = 0; component < probabilities.Length; component++)
        {
            if (probabilities[component] >= explainFrom * model.Thresholds[component])
                return true;
        }

        return false;
    }

    private static double? Present(double value) => double.IsNaN(value) ? null : value;

    private static int MostProbable(double[] probabilities) => Array.IndexOf(probabilities, probabilities.Max());
}

using Presage.Engine;
using Presage.Engine.Drift;
using Presage.Engine.Features;
using Presage.Hosting.Runs;
using Presage.Scoring.Alarms;
using Presage.Scoring.Predictions;
using Presage.Storage;

namespace Presage.Scoring;

/// <summary>Scores the rows of a feature slice: predictions first, then the alarms that follow from them.</summary>
public sealed class SliceScorer(
    IFeatureSets features, IPredictions predictions, ModelCache models, PredictionStore store, AlarmRaiser raiser, ScoringOptions options)
{
    /// <returns>What was written, and the alarms that the run has raised in the slice.</returns>
    internal async Task<(ScoredSlice Scored, IReadOnlyList<Alarm> Alarms, ResultSet Results)> ScoreAsync(
        Run run, string resultSet, RunPlan plan, int slice, CancellationToken cancellation)
    {
        var results = await predictions.FindAsync(resultSet, cancellation)
            ?? throw new PresageException(
                ErrorKind.Conflict, "results-gone", $"The result set '{resultSet}' was deleted while run {run.Id} scored into it.",
                "Score once more, into this or another result set.");
        var bytes = await features.GetAsync(run.FeatureSet, slice, cancellation)
            ?? throw new PresageException(
                ErrorKind.Conflict, "features-gone", $"Part {slice} of the features of run {run.Id} is not in the store any more.",
                "Retry the run, which builds them again.");
        var model = await models.GetAsync(plan.Model!, plan.Version!.Value, cancellation);

        var rows = FeatureRowsCodec.Decode(bytes);
        var predictor = new Predictor(model, plan.Model!, plan.Version.Value, run.Id, options.ExplainFromOf(model.Classifier.Algorithm));
        var predicted = predictor.Predict(rows);
        var counts = await store.WriteAsync(results.Name, run.Id, predicted, plan.From, plan.To, cancellation);

        var machines = new List<ArraySegment<Prediction>>();
        for (var (start, end) = (0, 0); start < rows.Count; start = end)
        {
            while (end < rows.Count && rows.MachineOf[end] == rows.MachineOf[start])
                end++;

            machines.Add(new(predicted, start, end - start));
        }

        var inputs = InputCounts.Of(rows, model.Columns, model.Baseline);
        var alarms = await raiser.RaiseAsync(results, plan, run.Id, machines, Sentences, cancellation);
        return (new ScoredSlice(rows.Count, counts.Written, counts.Unchanged, alarms.Count, inputs), alarms, results);

        // The component that was decided for has been explained with all the other rows.
        IReadOnlyList<string> Sentences(int row, int component)
        {
            var known = predicted[row].Decision == model.Components[component] ? predicted[row].Reasons : [];
            return [.. (known.Count > 0 ? known : predictor.Explain(rows, row, component)).Select(reason => reason.Text)];
        }
    }
}

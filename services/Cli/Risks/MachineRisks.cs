using Presage.Storage;

namespace Presage.Cli.Risks;

/// <summary>Ranks machines by how likely they are to fail.</summary>
internal static class MachineRisks
{
    /// <summary>Every machine at its latest time up to <paramref name="at"/>, the most endangered first.</summary>
    public static async Task<List<MachineRisk>> RankAsync(
        IPredictions predictions, ResultSet results, DateTime at, CancellationToken cancellation)
    {
        var risks = new List<MachineRisk>();
        var history = new List<Prediction>();
        await foreach (var prediction in predictions.ReadAsync(results.Name, null, DateTime.MinValue, at, cancellation))
        {
            if (history.Count > 0 && history[0].Machine != prediction.Machine)
            {
                risks.Add(Latest(results, history));
                history.Clear();
            }

            history.Add(prediction);
        }

        if (history.Count > 0)
            risks.Add(Latest(results, history));

        // Stable: machines stay in their order where probabilities are equal.
        return [.. risks.OrderByDescending(risk => risk.Probability)];
    }

    private static MachineRisk Latest(ResultSet results, List<Prediction> history)
    {
        var latest = history[^1];
        var component = Array.IndexOf(latest.Probabilities, latest.Probabilities.Max());
        var first = history.FindLastIndex(prediction => !IsAlarm(prediction, component)) + 1;
        return new MachineRisk(
            latest.Machine, latest.Time, results.Components[component], latest.Probabilities[component], latest.Thresholds[component],
            IsAlarm(latest, component), first < history.Count ? history[first].Time : null, [.. latest.Reasons.Select(reason => reason.Text)],
            latest.Model, latest.Version);
    }

    private static bool IsAlarm(Prediction prediction, int component) => prediction.Probabilities[component] >= prediction.Thresholds[component];
}

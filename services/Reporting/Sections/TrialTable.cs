using Presage.Contracts.Api;
using Presage.Reporting.Charts;

namespace Presage.Reporting.Sections;

/// <summary>The trials of a training run; rungs and folds are columns where there are any.</summary>
public static class TrialTable
{
    private const int MostTrials = 30;

    public static Markup Of(string run, IReadOnlyList<TrialSummary> trials)
    {
        var hasRungs = trials.Any(trial => trial.Rung is not null);
        var hasFolds = trials.Any(trial => trial.Folds is not null);
        Column[] columns =
        [
            "Trial", "Algorithm", "Parameters that differ from the default", .. If(hasRungs, Column.Number("Rung")),
            Column.Number("Mean PR-AUC"), .. If<Column>(hasFolds, "By fold"), Column.Number("Time"),
        ];
        return Table.Of(
            $"Trials of {run}, best first",
            columns,
            trials.OrderByDescending(trial => trial.Rung).ThenByDescending(trial => trial.Score).Take(MostTrials).Select(trial => Table.Row(
            [
                $"{trial.Trial}", trial.Algorithm, Parameters(trial.Parameters), .. If(hasRungs, $"{trial.Rung}"),
                Format.Probability(trial.Score), .. If(hasFolds, Folds(trial.Folds ?? [])), Format.Seconds(trial.Seconds),
            ])),
            asCards: true);
    }

    private static T[] If<T>(bool isThere, T value) => isThere ? [value] : [];

    private static string Folds(IEnumerable<double> scores) => string.Join(", ", scores.Select(score => Format.Probability(score)));

    private static string Parameters(IReadOnlyDictionary<string, double> parameters) =>
        parameters.Count == 0 ? "none" : string.Join(
            ", ", parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} = {Format.Number(pair.Value)}"));
}

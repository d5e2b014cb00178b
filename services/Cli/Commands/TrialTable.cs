using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

/// <summary>The trials of a training run that were judged; rungs and folds are columns where there are any.</summary>
internal static class TrialTable
{
    private const int Most = 30;

    public static void Show(Terminal terminal, IReadOnlyList<TrialSummary> trials)
    {
        var judged = trials.Where(trial => trial.Skipped is not true).ToList();
        var hasRungs = judged.Any(trial => trial.Rung is not null);
        var hasFolds = judged.Any(trial => trial.Folds is not null);
        var best = judged.OrderByDescending(trial => trial.Rung).ThenByDescending(trial => trial.Score).Take(Most);

        var table = Tables.Create(
            ["#trial", "algorithm", "parameters", .. If(hasRungs, "#rung"), "#mean PR-AUC", .. If(hasFolds, "by fold"), "#seconds"]);
        foreach (var trial in best.OrderBy(trial => trial.Trial))
        {
            table.Row(
            [
                trial.Trial.ToString(Format.Culture), trial.Algorithm, Format.Parameters(trial.Parameters),
                .. If(hasRungs, $"{trial.Rung}"), Format.Share(trial.Score),
                .. If(hasFolds, string.Join(" ", (trial.Folds ?? []).Select(Format.Share))), Format.Seconds(trial.Seconds),
            ]);
        }

        terminal.Show(table);
        if (judged.Count > Most)
            terminal.Say($"{judged.Count - Most} more trials did worse.");
    }

    private static string[] If(bool isThere, string cell) => isThere ? [cell] : [];
}

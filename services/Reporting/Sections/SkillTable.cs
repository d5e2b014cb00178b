using Presage.Contracts.Api;
using Presage.Reporting.Charts;

namespace Presage.Reporting.Sections;

/// <summary>What the probabilities are worth against chance and the age of the components.</summary>
public static class SkillTable
{
    private const string Lead = "In brackets 90 % intervals: what other machines of the kind would give. A model is better than chance "
        + "where both the PR-AUC less the base rate and the ROC AUC lie above it with their whole interval.";

    /// <param name="blocks">Figures by what was judged.</param>
    public static Markup Of(IReadOnlyList<(string Block, EvaluationFigures Figures)> blocks)
    {
        var rows = blocks.SelectMany(block => block.Figures.Components
            .Where(component => component.Value.Skill is not null)
            .Select(component => Row(component.Key, block.Block, component.Value.Skill!))).ToList();
        string[] names = ["PR-AUC", "By chance", "By age alone", "ROC AUC", "Brier skill", "Log-loss skill"];
        return rows.Count == 0 ? Markup.Empty : Markup.Of(
            $"""
            <h3>Against chance and age</h3>
            <p>{Lead}</p>
            {Table.Of(
                "Skill by component", ["Component", "Judged", .. names.Select(Column.Number), "Better than chance", "Than age"], rows,
                asCards: true)}
            """);
    }

    private static Markup[] Row(string component, string block, SkillFigures skill) => Table.Row(
        component, block, Cell(skill.PrAuc), Format.Probability(skill.BaseRate), Cell(skill.AgePrAuc), Cell(skill.RocAuc),
        Cell(skill.BrierSkill), Cell(skill.LogLossSkill), Word(skill.BetterThanChance), Word(skill.BetterThanAge));

    private static string Cell(EstimatedFigure figure) => figure is { Low: { } low, High: { } high }
        ? $"{Format.Number(figure.Value)} ({Format.Number(low)} to {Format.Number(high)})"
        : Format.Number(figure.Value);

    private static string Word(bool? isBetter) => isBetter switch { true => "yes", false => "no", null => "cannot be told" };
}

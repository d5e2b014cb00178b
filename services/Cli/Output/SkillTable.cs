using Presage.Contracts.Api;

namespace Presage.Cli.Output;

/// <summary>What the probabilities are worth against chance and age, with 90 % intervals over machines.</summary>
internal static class SkillTable
{
    /// <summary>Nothing where no component has skill that is known.</summary>
    public static void Show(Terminal terminal, IReadOnlyDictionary<string, ComponentFigures> components)
    {
        var known = components.Where(component => component.Value.Skill is not null).ToList();
        if (known.Count == 0)
            return;

        var table = Tables.Create(
            "skill", "#PR-AUC (90 %)", "#by chance", "#by age", "#ROC AUC (90 %)", "#Brier skill", "#log-loss skill",
            "better than chance", "than age");
        foreach (var (component, figures) in known)
        {
            var skill = figures.Skill!;
            table.Row(
                component, Cell(skill.PrAuc), Format.Share(skill.BaseRate), Format.Share(skill.AgePrAuc.Value),
                Cell(skill.RocAuc), Format.Share(skill.BrierSkill.Value), Format.Share(skill.LogLossSkill.Value),
                Word(skill.BetterThanChance), Word(skill.BetterThanAge));
        }

        terminal.Show(table);
    }

    private static string Cell(EstimatedFigure figure) => figure is { Low: { } low, High: { } high }
        ? $"{Format.Share(figure.Value)} ({Format.Share(low)} to {Format.Share(high)})"
        : Format.Share(figure.Value);

    private static string Word(bool? isBetter) => isBetter switch
    {
        true => "yes",
        false => "no",
        null => "cannot be told",
    };
}

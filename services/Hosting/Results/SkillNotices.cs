using Presage.Contracts.Api;
using Presage.Engine.Evaluation;

namespace Presage.Hosting.Results;

/// <summary>What a person should know before relying on figures: whether they say anything, and whether it is more than chance.</summary>
public static class SkillNotices
{
    /// <summary>Below so many machines with failures an interval is wide whatever the figures.</summary>
    private const int FewMachines = 5;

    /// <param name="where">Which rows were judged, such as <c>in the test block</c>.</param>
    /// <param name="tellsFew">Whether to say that few machines failed; false where that is said otherwise.</param>
    public static IEnumerable<Notice> Of(EvaluationMetrics metrics, string where, bool tellsFew = true)
    {
        var components = metrics.Components;
        if (metrics.Rows == metrics.Unlabelled)
            yield break;

        if (Names(components, figures => figures is { Rows: > 0, Positives: 0 }) is { Length: > 0 } never)
            yield return new Notice(
                "no-failures", $"No failure of {never} follows {where} within the horizon: nothing says how good its probabilities are.");

        if (Names(components, figures => figures.Rows > 0 && figures.Positives == figures.Rows) is { Length: > 0 } always)
            yield return new Notice(
                "all-failing",
                $"A failure of {always} follows every row within the horizon {where}: there is nothing to tell apart. Take a shorter "
                + "horizon, or a range in which machines are healthy for a time.");

        if (tellsFew && Few(components) is { Length: > 0 } few)
            yield return new Notice(
                "few-machines-judged",
                $"Few machines failed {where}: {few}. Figures that rest on so few are rough; their intervals are wide, and of one machine "
                + "there is none.");

        foreach (var notice in OfChance(metrics, where))
            yield return notice;
    }

    /// <summary>Only what is no better than chance, or than the age.</summary>
    public static IEnumerable<Notice> OfChance(EvaluationMetrics metrics, string where)
    {
        var known = metrics.Components.Where(component => component.Value.Skill is not null)
            .Select(component => (component.Key, Skill: component.Value.Skill!)).ToList();
        var isUseless = known.Count > 1 && metrics.Skill?.IsBetterThanChance is false;
        if (isUseless)
            yield return new Notice(
                "no-skill", $"The model is no better than chance {where}, as far as can be told: {SkillText.Of(metrics.Skill!)}.");

        foreach (var (name, skill) in isUseless ? [] : known)
        {
            if (skill.IsBetterThanChance is false)
                yield return new Notice(
                    "no-skill",
                    $"For {name} the model is no better than chance {where}, as far as can be told: {SkillText.Of(skill)}.");
            else if (skill is { IsBetterThanChance: true, IsBetterThanAge: false })
                yield return new Notice(
                    "no-better-than-age", $"For {name} it cannot be told {where} that the model is better than the age alone: "
                    + $"{SkillText.OfAge(skill)}.");
        }
    }

    private static string Few(IReadOnlyDictionary<string, ComponentMetrics> components) => string.Join(", ", components
        .Where(component => component.Value.Skill is { FailingMachines: < FewMachines })
        .Select(component => $"{component.Value.Skill!.FailingMachines} with {component.Key}"));

    private static string Names(IReadOnlyDictionary<string, ComponentMetrics> components, Func<ComponentMetrics, bool> isMeant) =>
        string.Join(", ", components.Where(component => isMeant(component.Value)).Select(component => component.Key));
}

using System.Globalization;

namespace Presage.Engine.Evaluation;

/// <summary>Words for skill.</summary>
public static class SkillText
{
    /// <summary>
    /// Such as "its PR-AUC is 0.063 where alarms at random have 0.060 (90 % interval of the difference -0.010 to 0.020), ...".
    /// </summary>
    public static string Of(ComponentSkill skill) =>
        $"its PR-AUC is {Number(skill.PrAuc.Value)} where alarms at random have {Number(skill.BaseRate)}"
        + $"{Interval(" (90 % interval of the difference ", skill.OverChance)}, its ROC AUC {OfRanking(skill.RocAuc)}";

    public static string Of(ModelSkill skill) =>
        $"on average over its components the PR-AUC is {Number(skill.OverChance.Value)} above that of alarms at random"
        + $"{Interval(" (90 % interval ", skill.OverChance)}, the ROC AUC {OfRanking(skill.RocAuc)}";

    public static string OfAge(ComponentSkill skill) =>
        $"its PR-AUC is {Number(skill.PrAuc.Value)} where alarming by age has {Number(skill.AgePrAuc.Value)}"
        + Interval(" (90 % interval of the difference ", skill.OverAge);

    private static string OfRanking(Estimate rocAuc) => $"{Number(rocAuc.Value)}{Interval(" (", rocAuc)}, where 0.5 is chance";

    /// <summary>Nothing where there is no interval.</summary>
    private static string Interval(string before, Estimate estimate) => estimate is { Low: { } low, High: { } high }
        ? $"{before}{Number(low)} to {Number(high)})"
        : "";

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}

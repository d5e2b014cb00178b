using Presage.Contracts.Api;
using Presage.Engine.Evaluation;

namespace Presage.Hosting.Results;

/// <summary>The engine's skill as documents carry it.</summary>
internal static class SkillDocuments
{
    public static SkillFigures ToFigures(this ComponentSkill skill) => new(
        skill.BaseRate, Of(skill.PrAuc), Of(skill.OverChance), Of(skill.AgePrAuc), Of(skill.OverAge), Of(skill.RocAuc),
        Of(skill.BrierSkill), Of(skill.LogLossSkill), skill.Machines, skill.FailingMachines, skill.IsBetterThanChance,
        skill.IsBetterThanAge);

    public static ModelSkillFigures ToFigures(this ModelSkill skill) => new(
        Of(skill.OverChance), Of(skill.RocAuc), skill.Machines, skill.FailingMachines, skill.IsBetterThanChance);

    private static EstimatedFigure Of(Estimate estimate) => new(estimate.Value, estimate.Low, estimate.High);
}

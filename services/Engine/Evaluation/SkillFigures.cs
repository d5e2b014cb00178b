namespace Presage.Engine.Evaluation;

/// <summary>The figures of <see cref="ComponentSkill"/> for one drawing of machines.</summary>
internal sealed record SkillFigures(
    double BaseRate, double PrAuc, double AgePrAuc, double RocAuc, double BrierSkill, double LogLossSkill)
{
    public static SkillFigures Of(SkillCounts counts) =>
        new(counts.BaseRate, counts.PrAuc, counts.AgePrAuc, counts.RocAuc, counts.BrierSkill, counts.LogLossSkill);

    /// <summary>The same with the ranking by the scores themselves instead of their bins.</summary>
    public static SkillFigures Exact(SkillCounts counts, ScoreCounts exact) =>
        Of(counts) with
        {
            PrAuc = Ranking.AveragePrecision(exact)!.Value,
            RocAuc = Ranking.RocAuc(exact.Positives, exact.Negatives)!.Value,
        };

    public static SkillFigures Mean(IReadOnlyList<SkillFigures> figures) => new(
        figures.Average(figure => figure.BaseRate),
        figures.Average(figure => figure.PrAuc),
        figures.Average(figure => figure.AgePrAuc),
        figures.Average(figure => figure.RocAuc),
        figures.Average(figure => figure.BrierSkill),
        figures.Average(figure => figure.LogLossSkill));

    public ComponentSkill Skill(IReadOnlyList<SkillFigures> replicates, int machines, int failing) => new(
        BaseRate,
        Estimated(replicates, failing, figures => figures.PrAuc),
        Estimated(replicates, failing, figures => figures.PrAuc - figures.BaseRate),
        Estimated(replicates, failing, figures => figures.AgePrAuc),
        Estimated(replicates, failing, figures => figures.PrAuc - figures.AgePrAuc),
        Estimated(replicates, failing, figures => figures.RocAuc),
        Estimated(replicates, failing, figures => figures.BrierSkill),
        Estimated(replicates, failing, figures => figures.LogLossSkill),
        machines,
        failing);

    public ModelSkill Model(IReadOnlyList<SkillFigures> replicates, int machines, int failing) => new(
        Estimated(replicates, failing, figures => figures.PrAuc - figures.BaseRate),
        Estimated(replicates, failing, figures => figures.RocAuc),
        machines,
        failing);

    private Estimate Estimated(IReadOnlyList<SkillFigures> replicates, int failing, Func<SkillFigures, double> figure) =>
        SkillInterval.Of(figure(this), [.. replicates.Select(figure)], failing);
}

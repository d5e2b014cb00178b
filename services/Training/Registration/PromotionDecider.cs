using Presage.Contracts.Api;
using Presage.Engine.Evaluation;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting.Models;
using Presage.Storage;
using Presage.Training.Data;

namespace Presage.Training.Registration;

/// <summary>
/// Whether a version that was just registered becomes the champion. The first of a name does; later ones by the policy, if it is switched
/// on.
/// </summary>
public sealed class PromotionDecider(IModels models, TrainerCatalog trainers, TrainingOptions options)
{
    private static readonly PromotionPolicy Policy = new();

    /// <param name="parts">The features that the new model was made from.</param>
    public async Task<PromotionDecision> DecideAsync(
        ModelVersion version, FinishedModel finished, TrainingSet set, FeatureParts parts, EvaluationSettings settings,
        CancellationToken cancellation)
    {
        if (await models.FindAsync(version.Name, null, cancellation) is not { } champion)
            return Policy.Decide(Judged(finished), null);
        if (champion.Number == version.Number)
            return new PromotionDecision(false, ["It is the champion already."]);
        if (options.Promotion == PromotionMode.Manual)
            return new PromotionDecision(false, [$"Version {champion.Number} stays the champion until a person promotes another."]);

        var other = Model.FromBytes(await models.ArtifactAsync(champion.Name, champion.Number, cancellation), trainers);
        if (!ChampionTest.IsComparable(other, finished.Model))
            return new PromotionDecision(
                false, [$"It cannot be compared with the champion, version {champion.Number}: preset, horizon or inputs differ."]);

        if (MayHaveLearntFrom(champion.ReadLineage(), version.ReadLineage(), set.Split))
        {
            return new PromotionDecision(
                false,
                [$"It cannot be compared with the champion: version {champion.Number} may have learnt from machines it was tested on."]);
        }

        return Policy.Decide(Judged(finished), await ChampionTest.EvaluateAsync(other, set, parts, settings, cancellation));
    }

    /// <summary>Another range, other data or another seed draw other machines to test on.</summary>
    private static bool MayHaveLearntFrom(ModelLineage champion, ModelLineage challenger, DataSplit split) =>
        split.Kind != SplitKinds.Time && (champion.Split, champion.DataHash, champion.From, champion.To, champion.Seed)
            != (challenger.Split, challenger.DataHash, challenger.From, challenger.To, challenger.Seed);

    private static EvaluationMetrics Judged(FinishedModel finished) =>
        finished.IsJudgedByFolds ? finished.Test with { Skill = finished.Calibrate.Skill } : finished.Test;
}

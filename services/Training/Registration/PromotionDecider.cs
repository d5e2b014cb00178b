using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting.Models;
using Presage.Hosting.Results;
using Presage.Storage;
using Presage.Training.Data;

namespace Presage.Training.Registration;

/// <summary>
/// Whether a version that was just registered becomes the champion, and how it compares with the one that there is. The first of a name
/// does; later ones by the policy, if it is switched on.
/// </summary>
public sealed class PromotionDecider(IModels models, TrainerCatalog trainers, TrainingOptions options)
{
    private static readonly PromotionPolicy Policy = new();

    /// <param name="parts">The features that the new model was made from.</param>
    /// <returns>No comparison where there is no other champion.</returns>
    public async Task<(PromotionDecision Decision, ChampionComparison? Comparison)> DecideAsync(
        ModelVersion version, FinishedModel finished, TrainingSet set, FeatureParts parts, EvaluationSettings settings,
        CancellationToken cancellation)
    {
        var judged = Judged(finished);
        if (await models.FindAsync(version.Name, null, cancellation) is not { } champion)
            return (Policy.Decide(judged, null), null);
        if (champion.Number == version.Number)
            return (new PromotionDecision(false, ["It is the champion already."]), null);

        var (test, why) = await TestAsync(champion, version, finished, set, parts, settings, cancellation);
        var compared = test is null ? new PromotionDecision(false, [why!]) : Policy.Compare(judged, test);
        var comparison = new ChampionComparison(
            champion.Number, test is not null, compared.Promote, string.Join(' ', compared.Reasons), judged.Skill?.IsBetterThanChance)
        {
            Test = test?.ToFigures(),
        };
        return (Decide(judged, test, compared, champion), comparison);
    }

    private PromotionDecision Decide(
        EvaluationMetrics judged, EvaluationMetrics? test, PromotionDecision compared, ModelVersion champion)
    {
        if (options.Promotion == PromotionMode.Manual)
            return new PromotionDecision(false, [$"Version {champion.Number} stays the champion until a person promotes another."]);

        return test is null ? compared : Policy.Decide(judged, test);
    }

    /// <summary>Figures of the champion on the rows that the new model was tested on, or why there are none.</summary>
    private async Task<(EvaluationMetrics? Test, string? Why)> TestAsync(
        ModelVersion champion, ModelVersion version, FinishedModel finished, TrainingSet set, FeatureParts parts,
        EvaluationSettings settings, CancellationToken cancellation)
    {
        Model other;
        try
        {
            other = Model.FromBytes(await models.ArtifactAsync(champion.Name, champion.Number, cancellation), trainers);
        }
        catch (PresageException exception) when (options.Promotion == PromotionMode.Manual && exception.Kind is ErrorKind.Damaged)
        {
            return (null, $"It cannot be compared with the champion, version {champion.Number}: {exception.Message}");
        }

        if (!ChampionTest.IsComparable(other, finished.Model))
            return (null, $"It cannot be compared with the champion, version {champion.Number}: preset, horizon or inputs differ.");
        if (MayHaveLearntFrom(champion.ReadLineage(), version.ReadLineage(), set.Split))
            return (
                null,
                $"It cannot be compared with the champion: version {champion.Number} may have learnt from machines it was tested on.");

        return (await ChampionTest.EvaluateAsync(other, set, parts, settings, cancellation), null);
    }

    /// <summary>Another range, other data or another seed draw other machines to test on.</summary>
    private static bool MayHaveLearntFrom(ModelLineage champion, ModelLineage challenger, DataSplit split) =>
        split.Kind != SplitKinds.Time && (champion.Split, champion.DataHash, champion.From, champion.To, champion.Seed)
            != (challenger.Split, challenger.DataHash, challenger.From, challenger.To, challenger.Seed);

    private static EvaluationMetrics Judged(FinishedModel finished) =>
        finished.IsJudgedByFolds ? finished.Test with { Skill = finished.Calibrate.Skill } : finished.Test;
}

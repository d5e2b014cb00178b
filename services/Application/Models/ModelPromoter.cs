using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Models;
using Presage.Storage;

namespace Presage.Application.Models;

/// <summary>Moves the champion alias. Its log only grows: going back is a promotion too.</summary>
internal sealed class ModelPromoter(IModels models, ModelCatalog catalog, TimeProvider clock)
{
    public async Task<ModelPromotion> PromoteAsync(string model, string reason, string by, CancellationToken cancellation)
    {
        var version = await catalog.GetVersionAsync(model, cancellation);
        var promotion = new Promotion(version.Name, version.Number, Now, by, reason);
        await models.PromoteAsync(promotion, cancellation);
        return promotion.Document();
    }

    public async Task<ModelRollback> RollBackAsync(string name, string? reason, string by, CancellationToken cancellation)
    {
        var champion = await catalog.GetAsync(Names.Check("model", name), cancellation);
        var promotions = await models.PromotionsAsync(name, cancellation);
        var existing = (await models.ListAsync(name, cancellation)).Select(version => version.Number).ToHashSet();
        var before = ChampionHistory.Before(champion.Number, promotions, existing) ?? throw new PresageException(
            ErrorKind.Conflict, "no-earlier-champion", $"No version of {name} was the champion before version {champion.Number}.",
            "Promote the version that is to be the champion.");

        var words = reason ?? $"Rolled back from version {champion.Number}.";
        var promotion = new Promotion(name, before, Now, by, words);
        await models.PromoteAsync(promotion, cancellation);
        return new ModelRollback(name, before, champion.Number, promotion.At, by, words);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

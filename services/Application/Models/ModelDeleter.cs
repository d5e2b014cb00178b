using Presage.Application.Runs;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.Models;
using Presage.Storage;

namespace Presage.Application.Models;

/// <summary>Deletes versions that nobody needs: not the alias, no prediction that was made with it, no run that scores with it.</summary>
internal sealed class ModelDeleter(IModels models, ModelCatalog catalog, IPredictions predictions, IRuns runs)
{
    public async Task<ModelDeletion> PlanAsync(string model, CancellationToken cancellation)
    {
        var (name, number) = ModelReference.Parse(model);
        var resumed = number is { } begun && await models.IsBeingDeletedAsync(name, begun, cancellation);
        if (!resumed)
            await CheckAsync(await catalog.GetVersionAsync(model, cancellation), cancellation);

        var promotions = await models.PromotionsAsync(name, cancellation);
        return new ModelDeletion(name, number!.Value, promotions.Count(promotion => promotion.Version == number), resumed);
    }

    public async Task<ModelDeletion> DeleteAsync(string model, CancellationToken cancellation)
    {
        var plan = await PlanAsync(model, cancellation);
        await models.DeleteAsync(plan.Model, plan.Version, cancellation);
        return plan;
    }

    private async Task CheckAsync(ModelVersion version, CancellationToken cancellation)
    {
        if (version.IsChampion)
        {
            throw new PresageException(
                ErrorKind.Conflict, "model-is-champion", $"{version.Name}@{version.Number} is the champion.",
                "Promote another version first.");
        }

        if (await predictions.ResultsOfModelAsync(version.Name, version.Number, cancellation) is { Count: > 0 } results)
            throw InUse(version, $"These result sets have predictions of it: {Join(results)}.", "Delete them first, or keep the model.");
        if (await runs.WithModelAsync(version, cancellation) is { Count: > 0 } working)
            throw InUse(version, $"These runs score with it: {Join(working)}.", "Wait until they have ended, or cancel them.");
    }

    private static PresageException InUse(ModelVersion version, string why, string remedy) =>
        new(ErrorKind.Conflict, "model-in-use", $"{version.Name}@{version.Number} is needed. {why}", remedy);

    private static string Join(IEnumerable<string> names) => string.Join(", ", names);
}

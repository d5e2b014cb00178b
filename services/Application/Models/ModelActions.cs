using Presage.Application.Paging;
using Presage.Contracts.Api;
using Presage.Hosting.Models;
using Presage.Hosting.Retention;
using Presage.Storage;

namespace Presage.Application.Models;

internal sealed class ModelActions(
    IModels models, ModelCatalog catalog, ModelComparer comparer, ModelPromoter promoter, ModelDeleter deleter,
    RetentionNotices retention) : IModelActions
{
    public async Task<ModelList> ListAsync(string? name, PageRequest page, CancellationToken cancellation)
    {
        var size = Page.SizeOf(page.Most);
        var after = Cursor.Read<ModelKey>(page.After);
        var found = (await models.ListAsync(name, cancellation)).Where(version => after is null || after.IsBefore(version));
        var part = Page.Of([.. found.Take(size + 1)], size, version => new ModelKey(version.Name, version.Number));
        return new ModelList([.. part.Items.Select(version => version.Summary())], part.Next);
    }

    public async Task<ModelDetails> ShowAsync(string model, CancellationToken cancellation)
    {
        var version = await catalog.GetAsync(model, cancellation);
        var promotions = await models.PromotionsAsync(version.Name, cancellation);
        var lineage = version.ReadLineage();
        return new ModelDetails(
            version.Summary(), version.Sha256, version.Thresholds, lineage, version.ReadMetrics(),
            [.. promotions.Select(promotion => promotion.Document())])
        {
            Notices = await retention.OfReadingsAsync(lineage.Dataset, lineage.From, cancellation),
        };
    }

    public Task<ComparedModels> CompareAsync(IReadOnlyList<string> names, CancellationToken cancellation) =>
        comparer.CompareAsync(names, cancellation);

    public Task<ModelPromotion> PromoteAsync(string model, string reason, string by, CancellationToken cancellation) =>
        promoter.PromoteAsync(model, reason, by, cancellation);

    public Task<ModelRollback> RollBackAsync(string name, string? reason, string by, CancellationToken cancellation) =>
        promoter.RollBackAsync(name, reason, by, cancellation);

    public Task<ModelDeletion> PlanDeletionAsync(string model, CancellationToken cancellation) => deleter.PlanAsync(model, cancellation);

    public Task<ModelDeletion> DeleteAsync(string model, CancellationToken cancellation) => deleter.DeleteAsync(model, cancellation);

    /// <summary>Place in the order of the list.</summary>
    private sealed record ModelKey(string Name, int Version)
    {
        public bool IsBefore(ModelVersion version) =>
            string.CompareOrdinal(Name, version.Name) is var order && (order < 0 || (order == 0 && Version < version.Number));
    }
}

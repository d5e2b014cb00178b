using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Models;

/// <summary>What the registry holds, as documents.</summary>
internal static class ModelVersionDocuments
{
    public static ModelSummary Summary(this ModelVersion version) => new(
        version.Name, version.Number, version.IsChampion, version.Algorithm, version.Preset, version.Dataset, version.Run,
        version.CreatedAt);

    public static ModelPromotion Document(this Promotion promotion) =>
        new(promotion.Model, promotion.Version, promotion.At, promotion.By, promotion.Reason);
}

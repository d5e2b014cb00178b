using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Hosting.Models;

/// <summary>The documents that a version in the registry carries as text, as types.</summary>
public static class ModelDocuments
{
    /// <summary>What the version was made from. What a version of an earlier Presage does not say has its type's default.</summary>
    public static ModelLineage ReadLineage(this ModelVersion version) => Json.Read<ModelLineage>(version.Lineage);

    /// <summary>Figures by block, <c>calibrate</c> and <c>test</c>.</summary>
    public static IReadOnlyDictionary<string, EvaluationFigures> ReadMetrics(this ModelVersion version) =>
        Json.Read<Dictionary<string, EvaluationFigures>>(version.Metrics);
}

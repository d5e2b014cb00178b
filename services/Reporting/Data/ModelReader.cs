using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Hosting;
using Presage.Hosting.Models;
using Presage.Storage;

namespace Presage.Reporting.Data;

/// <summary>Collects what the registry and the training run know of a model.</summary>
public sealed class ModelReader(IModels models, IRuns runs, TrainerCatalog trainers)
{
    /// <summary>The model itself; null when it cannot be read, of which the registry will tell when it is scored with.</summary>
    public async Task<Model?> ArtifactAsync(ModelVersion version, CancellationToken cancellation)
    {
        try
        {
            return Model.FromBytes(await models.ArtifactAsync(version.Name, version.Number, cancellation), trainers);
        }
        catch (PresageException unreadable) when (unreadable.Kind is not (ErrorKind.Busy or ErrorKind.Unavailable))
        {
            return null;
        }
    }

    public async Task<ModelData> ReadAsync(ReportSubject subject, ModelVersion version, Model? artifact, CancellationToken cancellation)
    {
        var run = await runs.FindAsync(version.Run, cancellation);
        var training = run?.Result is { } result ? Json.Read<TrainResult>(result) : null;
        var others = (await models.ListAsync(null, cancellation)).Where(other => other.Dataset == version.Dataset);
        return new ModelData(
            version,
            artifact?.Components ?? subject.Scenario.Components,
            training,
            version.ReadMetrics(),
            artifact is null ? [] : ImportanceOf(artifact),
            [
                .. others
                    .OrderByDescending(other => other.CreatedAt)
                    .ThenByDescending(other => other.Number)
                    .Select(other => new ModelComparison(other, other.ReadMetrics().GetValueOrDefault("test"))),
            ],
            await models.PromotionsAsync(version.Name, cancellation),
            subject.Scenario.Costs);
    }

    private static List<FeatureImportance> ImportanceOf(Model model)
    {
        var shares = model.Components.Select((_, component) => model.Classifier.Importance(component)).ToArray();
        return
        [
            .. model.Columns
                .Select((column, i) => new FeatureImportance(column.Name, column.Description, [.. shares.Select(share => share[i])]))
                .OrderByDescending(feature => feature.Mean),
        ];
    }
}

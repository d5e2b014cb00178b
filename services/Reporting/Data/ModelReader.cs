using System.Text.Json;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Hosting;
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
        catch (PresageException)
        {
            return null;
        }
    }

    public async Task<ModelData> ReadAsync(ReportSubject subject, ModelVersion version, Model? artifact, CancellationToken cancellation)
    {
        var run = await runs.FindAsync(version.Run, cancellation);
        var training = run?.Result is { } result ? Read<TrainResult>(result) : null;
        var others = (await models.ListAsync(null, cancellation)).Where(other => other.Dataset == version.Dataset);
        return new ModelData(
            version,
            artifact?.Components ?? subject.Scenario.Components,
            training,
            MetricsOf(version),
            artifact is null ? [] : ImportanceOf(artifact),
            [
                .. others
                    .OrderByDescending(other => other.CreatedAt)
                    .ThenByDescending(other => other.Number)
                    .Select(other => new ModelComparison(other, MetricsOf(other).GetValueOrDefault("test"))),
            ],
            await models.PromotionsAsync(version.Name, cancellation),
            subject.Scenario.Costs);
    }

    private static List<Importance> ImportanceOf(Model model)
    {
        var shares = model.Components.Select((_, component) => model.Classifier.Importance(component)).ToArray();
        return
        [
            .. model.Columns
                .Select((column, i) => new Importance(column.Name, column.Description, [.. shares.Select(share => share[i])]))
                .OrderByDescending(feature => feature.Mean),
        ];
    }

    private static Dictionary<string, EvaluationFigures> MetricsOf(ModelVersion version) =>
        Read<Dictionary<string, EvaluationFigures>>(version.Metrics) ?? [];

    /// <summary>Null for a document of an earlier or later version that has other fields.</summary>
    private static T? Read<T>(string json)
        where T : class
    {
        try
        {
            return Json.Read<T>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Collections.Concurrent;
using Presage.Engine.Learning;
using Presage.Storage;

namespace Presage.Scoring.Predictions;

/// <summary>Models that have been used lately; a version never changes.</summary>
public sealed class ModelCache(IModels models, TrainerCatalog trainers)
{
    private const int Most = 4;

    private readonly ConcurrentDictionary<(string Name, int Version), Model> _models = new();

    public async Task<Model> GetAsync(string name, int version, CancellationToken cancellation)
    {
        if (_models.TryGetValue((name, version), out var known))
            return known;

        var model = Model.FromBytes(await models.ArtifactAsync(name, version, cancellation), trainers);
        if (_models.Count >= Most)
            _models.Clear();

        return _models.GetOrAdd((name, version), model);
    }
}

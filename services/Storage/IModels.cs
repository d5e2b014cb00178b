namespace Presage.Storage;

/// <summary>The model registry: immutable versions and the champion alias with its append-only history.</summary>
public interface IModels
{
    /// <summary>
    /// Adds a version of its name with the next number, unless one with the same lineage key is there; returns the stored one, whose
    /// artifact stays as it is. Promotes nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The artifact does not have the version's SHA-256.</exception>
    Task<ModelVersion> RegisterAsync(ModelVersion version, ReadOnlyMemory<byte> artifact, CancellationToken cancellation);

    /// <param name="version">Null finds the champion.</param>
    /// <returns>Null when there is no such version, or no champion.</returns>
    Task<ModelVersion?> FindAsync(string name, int? version, CancellationToken cancellation);

    /// <summary>By name and version; all names when <paramref name="name"/> is null.</summary>
    Task<IReadOnlyList<ModelVersion>> ListAsync(string? name, CancellationToken cancellation);

    /// <summary>The model's bytes, checked against the SHA-256 of the version.</summary>
    /// <exception cref="Engine.PresageException"><c>unknown-model</c>, <c>damaged-model</c>.</exception>
    Task<byte[]> ArtifactAsync(string name, int version, CancellationToken cancellation);

    /// <summary>
    /// Makes a version the champion. Promoting the champion, or giving a promotion that is in the log again, changes nothing.
    /// </summary>
    /// <exception cref="Engine.PresageException"><c>unknown-model</c>.</exception>
    Task PromoteAsync(Promotion promotion, CancellationToken cancellation);

    /// <summary>Promotions of a model, oldest first; also of versions that were deleted.</summary>
    Task<IReadOnlyList<Promotion>> PromotionsAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// Deletes a version and its artifact. No other version gets its number, unless the same lineage is registered again. Whether
    /// predictions need it is for the caller to ask (<see cref="IPredictions.ResultsOfModelAsync"/>).
    /// </summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="Engine.PresageException"><c>model-is-champion</c>.</exception>
    Task<bool> DeleteAsync(string name, int version, CancellationToken cancellation);

    /// <summary>Whether a deletion was begun and is not complete.</summary>
    Task<bool> IsBeingDeletedAsync(string name, int version, CancellationToken cancellation);
}

/// <param name="Number">From 1; 0 before it is registered.</param>
/// <param name="LineageKey">SHA-256 of everything the model was made from; the same work gives the same version.</param>
/// <param name="Sha256">Hash of the artifact, hex.</param>
/// <param name="Lineage">Data set, range, knowledge time, scenario hash, preset, engine version, seed, run, as JSON.</param>
/// <param name="Metrics">Figures on the calibration and the test block, as JSON.</param>
public sealed record ModelVersion(
    string Name, int Number, string LineageKey, string Sha256, string Algorithm, string Preset, string Dataset, string Run,
    DateTime CreatedAt,
    string Lineage, string Metrics, IReadOnlyDictionary<string, double> Thresholds, bool IsChampion = false);

public sealed record Promotion(string Model, int Version, DateTime At, string By, string Reason);

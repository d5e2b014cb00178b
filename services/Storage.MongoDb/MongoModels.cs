using System.Security.Cryptography;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Presage.Storage.MongoDb;

internal sealed class MongoModels(MongoStore store, MongoSettings settings) : IModels
{
    private static readonly BsonDocument WithoutBytes = new("artifact.data", 0);

    private readonly MongoArtifacts _artifacts = new(store, MongoNames.ModelFiles, settings.LargestInline);
    private readonly MongoRegistry _registry = new(store);

    private IMongoCollection<BsonDocument> Models => store.Collection(MongoNames.Models);

    public async Task<ModelVersion> RegisterAsync(ModelVersion version, ReadOnlyMemory<byte> artifact, CancellationToken cancellation)
    {
        if (!string.Equals(version.Sha256, Convert.ToHexString(SHA256.HashData(artifact.Span)), StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException(
                $"The artifact of model {version.Name} does not have the SHA-256 {version.Sha256}.", nameof(artifact));

        return await store.RunAsync(
            async () =>
            {
                var number = await _registry.NumberAsync(version.Name, version.LineageKey, cancellation);
                if (await FindVersionAsync(version.Name, number, cancellation) is { } there)
                    return there;

                if (await IsDeletedAsync(version.Name, number, cancellation))
                {
                    await RemoveAsync(version.Name, number, cancellation);
                    await _registry.RestoreAsync(version.Name, number, cancellation);
                }

                var bytes = await _artifacts.PutAsync(version.Name, artifact, cancellation);
                if (!await Models.TryInsertAsync(MongoModelRows.Write(version with { Number = number }, bytes), cancellation))
                    await _artifacts.DeleteAsync(bytes, cancellation);

                await _artifacts.SweepAsync(version.Name, () => FilesOfAsync(version.Name, cancellation), cancellation);
                return await StoredAsync(version.Name, number, cancellation);
            },
            cancellation);
    }

    public async Task<ModelVersion?> FindAsync(string name, int? version, CancellationToken cancellation) => await store.ReadAsync(
        async () =>
            (version ?? (await StandingAsync(name, cancellation)).Champion) is { } number
                ? await FindVersionAsync(name, number, cancellation)
                : null,
        cancellation);

    public Task<IReadOnlyList<ModelVersion>> ListAsync(string? name, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<ModelVersion>>(
            async () =>
            {
                var standings = await _registry.StandingsAsync(name, cancellation);
                var rows = await Models.Find(new BsonDocument().AddIfAny("name", name))
                    .Project<BsonDocument>(WithoutBytes).ToListAsync(cancellation);
                return
                [
                    .. rows.Select(row => MongoModelRows.Read(row, standings)).OfType<ModelVersion>()
                        .OrderBy(model => model.Name, StringComparer.Ordinal).ThenBy(model => model.Number),
                ];
            },
            cancellation);

    public Task<byte[]> ArtifactAsync(string name, int version, CancellationToken cancellation) => store.ReadAsync(
        async () =>
        {
            var row = await Models.Find(MongoModelRows.KeyOf(name, version)).FirstOrDefaultAsync(cancellation);
            if (row is null || await IsDeletedAsync(name, version, cancellation))
                throw StoreErrors.UnknownModel(name, version);

            return await _artifacts.GetAsync(row.GetDocument("artifact"), cancellation) ?? throw StoreErrors.DamagedModel(name, version);
        },
        cancellation);

    public Task PromoteAsync(Promotion promotion, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            if (await FindVersionAsync(promotion.Model, promotion.Version, cancellation) is null)
                throw StoreErrors.UnknownModel(promotion.Model, promotion.Version);

            await _registry.PromoteAsync(promotion, cancellation);
        },
        cancellation);

    public Task<IReadOnlyList<Promotion>> PromotionsAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync(() => _registry.PromotionsAsync(name, cancellation), cancellation);

    public Task<bool> DeleteAsync(string name, int version, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            if (await RowAsync(name, version, cancellation) is null)
                return false;

            await _registry.DeleteAsync(name, version, cancellation);
            await RemoveAsync(name, version, cancellation);
            return true;
        },
        cancellation);

    public Task<bool> IsBeingDeletedAsync(string name, int version, CancellationToken cancellation) => store.ReadAsync(
        async () =>
            await IsDeletedAsync(name, version, cancellation)
            && await Models.Find(MongoModelRows.KeyOf(name, version)).AnyAsync(cancellation),
        cancellation);

    /// <summary>The document goes last: as long as it is there its file is found.</summary>
    private async Task RemoveAsync(string name, int version, CancellationToken cancellation)
    {
        var row = await RowAsync(name, version, cancellation);
        if (row is null)
            return;

        await _artifacts.DeleteAsync(row.GetDocument("artifact"), cancellation);
        await Models.DeleteOneAsync(MongoModelRows.KeyOf(name, version), cancellation);
    }

    private async Task<IReadOnlySet<string>> FilesOfAsync(string name, CancellationToken cancellation)
    {
        var rows = await Models.Find(new BsonDocument("name", name)).Project<BsonDocument>(new BsonDocument("artifact.file", 1))
            .ToListAsync(cancellation);
        return rows.Select(row => row.GetDocument("artifact").GetStringOrNull("file")).OfType<string>().ToHashSet();
    }

    private async Task<bool> IsDeletedAsync(string name, int version, CancellationToken cancellation) =>
        (await StandingAsync(name, cancellation)).Deleted.Contains(version);

    private async Task<ModelStanding> StandingAsync(string name, CancellationToken cancellation) =>
        (await _registry.StandingsAsync(name, cancellation)).GetValueOrDefault(name, ModelStanding.None);

    private async Task<BsonDocument?> RowAsync(string name, int version, CancellationToken cancellation) =>
        await Models.Find(MongoModelRows.KeyOf(name, version)).Project<BsonDocument>(WithoutBytes).FirstOrDefaultAsync(cancellation);

    private async Task<ModelVersion?> FindVersionAsync(string name, int number, CancellationToken cancellation)
    {
        var row = await RowAsync(name, number, cancellation);
        return row is null ? null : MongoModelRows.Read(row, await _registry.StandingsAsync(name, cancellation));
    }

    /// <summary>The version that this process or another has just added; it is seen as soon as a majority of the servers has it.</summary>
    private async Task<ModelVersion> StoredAsync(string name, int number, CancellationToken cancellation)
    {
        for (var pauses = new MongoPauses(); ; await pauses.NextAsync(cancellation))
            if (await FindVersionAsync(name, number, cancellation) is { } stored)
                return stored;
    }
}

using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteModels(SqliteStore store) : IModels
{
    private const string Champion = "(SELECT version FROM promotions WHERE model = name ORDER BY sequence DESC LIMIT 1)";

    private const string Select =
        $"""
        SELECT name, number, lineage_key, sha256, algorithm, preset, dataset, run, created_at, lineage, metrics, thresholds,
            number IS {Champion}
        FROM models
        """;

    public Task<ModelVersion> RegisterAsync(ModelVersion version, ReadOnlyMemory<byte> artifact, CancellationToken cancellation)
    {
        if (!IsHash(version.Sha256, artifact.Span))
            throw new ArgumentException(
                $"The artifact of model {version.Name} does not have the SHA-256 {version.Sha256}.", nameof(artifact));

        return store.WriteAsync(
            session =>
            {
                var there = session.First($"{Select} WHERE name = ?1 AND lineage_key = ?2", Read, version.Name, version.LineageKey);
                return there ?? Add(session, version, artifact);
            },
            cancellation);
    }

    public Task<ModelVersion?> FindAsync(string name, int? version, CancellationToken cancellation) =>
        store.ReadAsync(
            session => session.First($"{Select} WHERE name = ?1 AND number = coalesce(?2, {Champion})", Read, name, version), cancellation);

    public Task<IReadOnlyList<ModelVersion>> ListAsync(string? name, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<ModelVersion>>(
            session => session.List($"{Select} WHERE ?1 IS NULL OR name = ?1 ORDER BY name, number", Read, name), cancellation);

    public Task<byte[]> ArtifactAsync(string name, int version, CancellationToken cancellation) => store.ReadAsync(
        session =>
        {
            var (sha256, artifact) = session.First(
                "SELECT m.sha256, a.artifact FROM models m JOIN artifacts a USING (name, number) WHERE name = ?1 AND number = ?2",
                row => (row.GetString(0), row.GetBytes(1)), name, version);
            if (artifact is null)
                throw StoreErrors.UnknownModel(name, version);

            return IsHash(sha256, artifact) ? artifact : throw StoreErrors.DamagedModel(name, version);
        },
        cancellation);

    public Task PromoteAsync(Promotion promotion, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            if (!session.First("SELECT 1 FROM models WHERE name = ?1 AND number = ?2", row => true, promotion.Model, promotion.Version))
                throw StoreErrors.UnknownModel(promotion.Model, promotion.Version);

            return session.Execute(
                """
                INSERT INTO promotions (model, version, at, by, reason) SELECT ?1, ?2, ?3, ?4, ?5
                WHERE ?2 IS NOT (SELECT version FROM promotions WHERE model = ?1 ORDER BY sequence DESC LIMIT 1)
                AND NOT EXISTS (SELECT 1 FROM promotions WHERE (model, version, at, by, reason) = (?1, ?2, ?3, ?4, ?5))
                """,
                promotion.Model, promotion.Version, promotion.At, promotion.By, promotion.Reason);
        },
        cancellation);

    public Task<IReadOnlyList<Promotion>> PromotionsAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Promotion>>(
            session => session.List(
                "SELECT model, version, at, by, reason FROM promotions WHERE model = ?1 ORDER BY sequence",
                row => new Promotion(row.GetString(0), row.GetInt32(1), row.GetTime(2), row.GetString(3), row.GetString(4)),
                name),
            cancellation);

    public Task<bool> DeleteAsync(string name, int version, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            if (session.First($"{Select} WHERE name = ?1 AND number = ?2", Read, name, version) is not { } model)
                return false;

            if (model.IsChampion)
                throw StoreErrors.ModelIsChampion(name, version);

            session.Execute("INSERT INTO deleted_models (name, number, lineage_key) VALUES (?1, ?2, ?3)", name, version, model.LineageKey);
            session.Execute("DELETE FROM artifacts WHERE name = ?1 AND number = ?2", name, version);
            return session.Execute("DELETE FROM models WHERE name = ?1 AND number = ?2", name, version) == 1;
        },
        cancellation);

    /// <summary>Never: a version goes in one transaction.</summary>
    public Task<bool> IsBeingDeletedAsync(string name, int version, CancellationToken cancellation) => Task.FromResult(false);

    private static ModelVersion Add(SqliteSession session, ModelVersion version, ReadOnlyMemory<byte> artifact)
    {
        var number = NumberOf(session, version.Name, version.LineageKey);
        session.Execute(
            """
            INSERT INTO models (
                name, number, lineage_key, sha256, algorithm, preset, dataset, run, created_at, lineage, metrics, thresholds)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """,
            version.Name, number, version.LineageKey, version.Sha256, version.Algorithm, version.Preset, version.Dataset, version.Run,
            version.CreatedAt, version.Lineage, version.Metrics,
            SqliteJson.Write(new(version.Thresholds), SqliteJson.Default.DictionaryStringDouble));
        session.Execute("INSERT INTO artifacts VALUES (?1, ?2, ?3)", version.Name, number, SqliteBytes.Of(artifact));
        session.Execute("DELETE FROM deleted_models WHERE name = ?1 AND number = ?2", version.Name, number);
        return session.First($"{Select} WHERE name = ?1 AND number = ?2", Read, version.Name, number)!;
    }

    /// <summary>The number that the lineage had before it was deleted, or the next that no version ever had.</summary>
    private static int NumberOf(SqliteSession session, string name, string lineage) => session.First(
        """
        SELECT coalesce(
            (SELECT number FROM deleted_models WHERE name = ?1 AND lineage_key = ?2),
            (SELECT 1 + coalesce(max(number), 0)
             FROM (SELECT number FROM models WHERE name = ?1 UNION ALL SELECT number FROM deleted_models WHERE name = ?1)))
        """,
        row => row.GetInt32(0), name, lineage);

    private static ModelVersion Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
        row.GetString(7),
        row.GetTime(8), row.GetString(9), row.GetString(10), SqliteJson.Read(row.GetString(11), SqliteJson.Default.DictionaryStringDouble),
        row.GetBoolean(12));

    private static bool IsHash(string sha256, ReadOnlySpan<byte> artifact) =>
        string.Equals(sha256, Convert.ToHexString(SHA256.HashData(artifact)), StringComparison.OrdinalIgnoreCase);
}

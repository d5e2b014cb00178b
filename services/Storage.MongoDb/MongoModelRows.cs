using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Presage.Storage.MongoDb;

internal static class MongoModelRows
{
    /// <summary>Lineage and metrics are there twice: as documents, for queries, and as the exact text that was registered.</summary>
    public static BsonDocument Write(ModelVersion version, BsonDocument artifact) =>
        KeyOf(version.Name, version.Number).AddRange(new BsonDocument
        {
            ["number"] = version.Number,
            ["lineageKey"] = version.LineageKey,
            ["sha256"] = version.Sha256,
            ["algorithm"] = version.Algorithm,
            ["preset"] = version.Preset,
            ["dataset"] = version.Dataset,
            ["run"] = version.Run,
            ["createdAt"] = version.CreatedAt.ToBson(),
            ["lineage"] = BsonSerializer.Deserialize<BsonValue>(version.Lineage),
            ["metrics"] = BsonSerializer.Deserialize<BsonValue>(version.Metrics),
            ["thresholds"] = MongoFields.ToBson(version.Thresholds.Keys, version.Thresholds.Values),
            ["lineageText"] = version.Lineage,
            ["metricsText"] = version.Metrics,
            ["artifact"] = artifact,
        });

    /// <param name="standings">Of each name.</param>
    /// <returns>Null when the version is being deleted.</returns>
    public static ModelVersion? Read(BsonDocument row, IReadOnlyDictionary<string, ModelStanding> standings)
    {
        var (name, number) = (row.GetString("name"), row["number"].ToInt32());
        var standing = standings.GetValueOrDefault(name, ModelStanding.None);
        return standing.Deleted.Contains(number) ? null : new(
            name, number, row.GetString("lineageKey"), row.GetString("sha256"), row.GetString("algorithm"), row.GetString("preset"),
            row.GetString("dataset"),
            row.GetString("run"), row.GetTime("createdAt"), row.GetString("lineageText"), row.GetString("metricsText"),
            row.GetDocument("thresholds").ToDictionary(threshold => threshold.Name, threshold => threshold.Value.ToDouble()),
            standing.Champion == number);
    }

    public static BsonDocument KeyOf(string name, int number) =>
        new() { ["_id"] = MongoIds.Of(name, MongoIds.Number(number)), ["name"] = name };
}

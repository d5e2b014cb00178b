using MongoDB.Bson;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>
/// Result sets and predictions as documents. Probabilities and thresholds stand under their components, in the order of the result set.
/// </summary>
internal static class MongoPredictionRows
{
    public static BsonDocument Write(ResultSet results) => new()
    {
        ["_id"] = results.Name,
        ["dataset"] = results.Dataset,
        ["components"] = new BsonArray(results.Components),
        ["horizonHours"] = results.Horizon.TotalHours,
        ["horizon"] = UnixTime.ToMilliseconds(results.Horizon),
        ["createdAt"] = results.CreatedAt.ToBson(),
        ["form"] = MongoPredictionSeries.Form,
        ["models"] = new BsonArray(),
    };

    public static ResultSet ReadSet(BsonDocument row) => new(
        row.GetString("_id"), row.GetString("dataset"), [.. row["components"].AsBsonArray.Select(component => component.AsString)],
        TimeSpan.FromMilliseconds(row["horizon"].ToInt64()), row.GetTime("createdAt"));

    public static string IdOf(string results, Prediction prediction) =>
        MongoIds.Of(results, prediction.Machine, MongoIds.Time(prediction.Time));

    public static BsonDocument Write(ResultSet results, Prediction prediction, int revision)
    {
        if (prediction.Probabilities.Length != results.Components.Count || prediction.Thresholds.Length != results.Components.Count)
            throw new ArgumentException(
                $"A prediction of machine {prediction.Machine} is not about the {results.Components.Count} components of result set "
                    + $"{results.Name}.", nameof(prediction));

        var row = new BsonDocument
        {
            ["_id"] = IdOf(results.Name, prediction),
            ["results"] = results.Name,
            ["machine"] = prediction.Machine,
            ["time"] = prediction.Time.ToBson(),
            ["revision"] = revision,
            ["probabilities"] = MongoFields.ToBson(results.Components, prediction.Probabilities),
            ["thresholds"] = MongoFields.ToBson(results.Components, prediction.Thresholds),
        };
        row.AddIfAny("decision", prediction.Decision);
        if (prediction.Reasons.Count > 0)
            row["reasons"] = new BsonArray(prediction.Reasons.Select(Write));

        row["model"] = prediction.Model;
        row["version"] = prediction.Version;
        row["run"] = prediction.Run;
        row["featureRevision"] = prediction.FeatureRevision;
        return row;
    }

    public static Prediction Read(BsonDocument row) => new(
        row.GetString("machine"), row.GetTime("time"), row.GetNumbers("probabilities"), row.GetNumbers("thresholds"),
        row.GetStringOrNull("decision"),
        row.TryGetValue("reasons", out var reasons) ? [.. reasons.AsBsonArray.Select(reason => ReadReason(reason.AsBsonDocument))] : [],
        row.GetString("model"), row["version"].ToInt32(), row.GetString("run"), row.GetString("featureRevision"),
        row["revision"].ToInt32());

    /// <summary>Whether the stored row was made by the same model version with the same thresholds from the same features.</summary>
    public static bool IsSame(BsonDocument row, Prediction prediction) =>
        row["version"].ToInt32() == prediction.Version && row.GetString("model") == prediction.Model
        && row.GetString("featureRevision") == prediction.FeatureRevision
        && row.GetNumbers("thresholds").AsSpan().SequenceEqual(prediction.Thresholds);

    private static BsonDocument Write(PredictionReason reason)
    {
        var row = new BsonDocument { ["column"] = reason.Column, ["contribution"] = reason.Contribution };
        if (reason.Value is { } value)
            row["value"] = value;
        if (reason.Usual is { } usual)
            row["usual"] = usual;

        return row.Add("text", reason.Text);
    }

    private static PredictionReason ReadReason(BsonDocument row) => new(
        row.GetString("column"), row["contribution"].ToDouble(), NumberOrNull(row, "value"), NumberOrNull(row, "usual"),
        row.GetString("text"));

    private static double? NumberOrNull(BsonDocument row, string name) => row.TryGetValue(name, out var value) ? value.ToDouble() : null;
}

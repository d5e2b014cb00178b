using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>
/// Everything a job leaves behind, without the names that it used. What was ingested is counted in the store, since counts of what was new
/// depend on who came first.
/// </summary>
internal sealed record JobResult(string Predictions, string Model, string Alarms, string Readings, string Scored, string Evaluated)
{
    public static async Task<JobResult> OfAsync(Store store, Names names)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var predictions = await store.Get<IPredictions>().ReadAsync(names.Results, null, DateTime.MinValue, DateTime.MaxValue, cancellation)
            .ToListAsync(cancellation);
        var models = await store.Get<IModels>().ListAsync(names.Dataset, cancellation);
        var alarms = await store.Get<IAlarms>().ReadAsync(names.Results, null, cancellation);
        return new JobResult(
            Lines(predictions.Select(prediction => prediction with { Model = "", Run = "" })),
            Lines(await Task.WhenAll(
                models.Select(async model => Sha256(await store.Get<IModels>().ArtifactAsync(model.Name, model.Number, cancellation))))),
            Lines(alarms.Select(alarm => alarm with { Id = "", Results = "", Run = "" })),
            Lines(await store.Get<ITelemetry>().MachinesAsync(names.Dataset, cancellation)),
            await ResultAsync(store, names, names.Score, "model"),
            await ResultAsync(store, names, names.Evaluate));
    }

    /// <summary>One thing after the other, so that a difference is not lost in the rest.</summary>
    public void ShouldBe(JobResult other)
    {
        Scored.ShouldBe(other.Scored);
        Readings.ShouldBe(other.Readings);
        Model.ShouldBe(other.Model);
        (Predictions == other.Predictions).ShouldBeTrue("the predictions are the same");
        Alarms.ShouldBe(other.Alarms);
        Evaluated.ShouldBe(other.Evaluated);
    }

    private static string Lines<T>(IEnumerable<T> values) => string.Join('\n', values.Select(value => JsonSerializer.Serialize(value)));

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static async Task<string> ResultAsync(Store store, Names names, string run, params IEnumerable<string> fields)
    {
        var result = JsonNode.Parse((await store.Get<IRuns>().FindAsync(run, TestContext.Current.CancellationToken))!.Result!)!.AsObject();
        foreach (var field in fields.Concat(["run", "results", "seconds"]))
            result.Remove(field);

        // Notices name the model, which is called as the data set is.
        return result.ToJsonString().Replace($"{names.Dataset}@", "plant@", StringComparison.Ordinal);
    }
}

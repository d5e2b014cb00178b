using System.Text.Json.Nodes;
using Presage.Hosting;
using Presage.Storage;

namespace Presage.Tests.Harness;

/// <summary>Everything that runs have left behind, as text, without the time and the retries that they took.</summary>
public static class Outcome
{
    public static async Task<string> OfAsync(TestStore store)
    {
        var runs = (await store.Runs.ListAsync(new(), null, 100, default)).OrderBy(run => run.Id, StringComparer.Ordinal).ToList();
        var lines = new List<string>();
        foreach (var run in runs)
        {
            DateTime? ended = run.EndedAt is null ? null : run.StartedAt;
            lines.Add(Json.Write(run with { Result = Timeless(run.Result), EndedAt = ended, Retries = 0, ResumedAt = null }));
            foreach (var stage in await store.Runs.StagesAsync(run.Id, default))
                lines.Add(Json.Write(stage));
        }

        foreach (var results in await store.Predictions.ListAsync(default))
        {
            lines.Add(Json.Write(results));
            lines.AddRange((await store.PredictionsAsync(results.Name)).Select(Json.Write));
            lines.AddRange((await store.Alarms.ReadAsync(results.Name, null, default)).Select(Json.Write));
        }

        foreach (var version in await store.Models.ListAsync(null, default))
        {
            lines.Add(Json.Write(version));
            lines.AddRange((await store.Models.PromotionsAsync(version.Name, default)).Select(Json.Write));
        }

        foreach (var run in runs.Where(run => run.Kind != "features"))
            lines.Add($"{run.Id} keeps features: {await store.HasFeaturesAsync(run)}");

        return string.Join('\n', lines);
    }

    private static string? Timeless(string? result)
    {
        if (result is null)
            return null;

        var document = JsonNode.Parse(result)!;
        document["seconds"] = 0;
        foreach (var trial in document["trials"]?.AsArray() ?? [])
            trial!["seconds"] = 0;

        return document.ToJsonString();
    }
}

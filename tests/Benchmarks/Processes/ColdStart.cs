using System.Diagnostics;
using System.Text.Json;

namespace Presage.Tests.Benchmarks.Processes;

/// <summary>From the start of a process to the end of its first slice, which already waits in the queue.</summary>
internal static class ColdStart
{
    /// <returns>Seconds until the service takes messages, and until its first slice is done.</returns>
    public static async Task<(double Ready, double FirstSlice)> MeasureAsync(Uri broker)
    {
        var folder = Directory.CreateTempSubdirectory("presage-cold-").FullName;
        try
        {
            return await MeasureAsync(broker, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Ready, double FirstSlice)> MeasureAsync(Uri broker, string folder)
    {
        var (data, store) = (Path.Combine(folder, "data"), Path.Combine(folder, "store"));
        var variables = new Dictionary<string, string>
        {
            ["Messaging__Transport"] = "rabbitmq",
            ["Messaging__Host"] = broker.ToString(),
            ["Storage__Directory"] = store,
            ["Ingestion__AllowedRoots__0"] = data,
        };
        await Programs.PresageAsync(new Dictionary<string, string>(), "simulate", data, "--machines", "2", "--days", "30", "--seed", "1");
        await Programs.PresageAsync(variables, "topology", "deploy", "--data", store);
        var published = await Programs.PresageAsync(
            variables, "publish", "new-data", "plant", data, "--scenario", "azure-pdm", "--data", store, "--json");
        var run = JsonDocument.Parse(published).RootElement.GetProperty("run").GetString()!;

        var (started, begun) = (DateTime.UtcNow, Stopwatch.GetTimestamp());
        var (process, ready) = Programs.Service("Ingestion", variables);
        try
        {
            await ready;
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            await Programs.PresageAsync(variables, "runs", "watch", run, "--data", store);
            var shown = JsonDocument.Parse(
                await Programs.PresageAsync(variables, "runs", "show", run, "--data", store, "--json")).RootElement;
            var first = shown.GetProperty("slices").EnumerateArray().Min(slice => slice.GetProperty("endedAt").GetDateTime());
            return (seconds, (first - started).TotalSeconds);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}

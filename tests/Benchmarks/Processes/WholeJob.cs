using System.Diagnostics;

namespace Presage.Tests.Benchmarks.Processes;

/// <summary>
/// Ingest, train, score and evaluate by the command line: all in the command's process, or by one process of each service over a broker.
/// </summary>
internal sealed class WholeJob(string folder, int days)
{
    private static readonly DateTime Start = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Seconds of the four commands, whose services run in their process.</summary>
    public Task<double> InOneProcessAsync() => InStoreAsync(store => RunAsync(store, new Dictionary<string, string>()));

    /// <summary>Seconds of the four commands, whose services have just been started as processes of their own.</summary>
    public Task<double> OverBrokerAsync(Uri broker) => InStoreAsync(async store =>
    {
        var variables = new Dictionary<string, string>
        {
            ["Messaging__Transport"] = "rabbitmq",
            ["Messaging__Host"] = broker.ToString(),
            ["Storage__Directory"] = store,
            ["Ingestion__AllowedRoots__0"] = folder,
            ["Logging__LogLevel__Default"] = "Warning",
            ["Logging__LogLevel__Presage.Hosting.Life"] = "Information",
        };
        var services = Programs.Services.Select(service => Programs.Service(service, variables)).ToList();
        try
        {
            await Task.WhenAll(services.Select(service => service.Ready));
            return await RunAsync(store, variables);
        }
        finally
        {
            foreach (var (process, _) in services)
            {
                process.Kill();
                await process.WaitForExitAsync();
                process.Dispose();
            }
        }
    });

    private static async Task<double> InStoreAsync(Func<string, Task<double>> run)
    {
        var store = Directory.CreateTempSubdirectory("presage-job-").FullName;
        try
        {
            return await run(store);
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    private async Task<double> RunAsync(string store, IReadOnlyDictionary<string, string> variables)
    {
        var (first, middle, last) = (Text(0), Text(days * 3 / 4), Text(days));
        var begun = Stopwatch.GetTimestamp();
        await Programs.PresageAsync(variables, "ingest", "plant", folder, "--data", store);
        await Programs.PresageAsync(variables, "train", "plant", "--from", first, "--to", middle, "--data", store);
        await Programs.PresageAsync(variables, "score", "plant", "--from", middle, "--to", last, "--results", "late", "--data", store);
        await Programs.PresageAsync(variables, "evaluate", "late", "--data", store);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static string Text(int day) => Start.AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

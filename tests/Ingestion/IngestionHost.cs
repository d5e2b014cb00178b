using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Ingestion;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion;

/// <summary>Ingestion with a folder for files and a store of its own.</summary>
internal sealed class IngestionHost(ServiceHost host, TestFolder folder) : IAsyncDisposable
{
    private int _runs;

    public ServiceHost Services => host;

    public TestFolder Folder => folder;

    /// <param name="options">
    /// Options of ingestion by name; files are allowed below the test's folder, and below <paramref name="root"/>.
    /// </param>
    /// <param name="configure">Changes what is registered.</param>
    public static async Task<IngestionHost> StartAsync(
        string? root = null, DateTime? now = null, Action<IServiceCollection>? configure = null,
        params (string Name, object Value)[] options)
    {
        var folder = new TestFolder();
        var settings = options.ToDictionary(
            option => $"Ingestion:{option.Name}", option => (string?)FormattableString.Invariant($"{option.Value}"));
        settings["Messaging:Retries"] = "20";
        settings["Messaging:ShortestPause"] = "00:00:00.001";
        settings["Messaging:LongestPause"] = "00:00:00.005";
        settings["Ingestion:AllowedRoots:0"] = folder["files"];
        if (root is not null)
            settings["Ingestion:AllowedRoots:1"] = root;

        Directory.CreateDirectory(folder["files"]);
        var host = await ServiceHost.StartAsync(
            folder["store"],
            builder =>
            {
                if (now is { } time)
                    builder.Services.AddSingleton<TimeProvider>(new TestClock(time));

                builder.AddIngestion();
                configure?.Invoke(builder.Services);
            },
            bus => bus.AddIngestionConsumers(),
            settings);
        return new IngestionHost(host, folder);
    }

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string text) => folder.Write("files/" + name, text);

    public string Write(string name, byte[] bytes) => folder.Write("files/" + name, bytes);

    public async Task<Run> RunAsync(NewDataArrived request)
    {
        var named = request with { RunId = request.RunId ?? $"run-{++_runs}" };
        await host.Bus.Publish(named, TestContext.Current.CancellationToken);
        return await host.EndOfAsync(named.RunId);
    }

    public Task<Run> RunAsync(params string[] sources) => RunAsync(new NewDataArrived(null, "plant", null, sources));

    public Task<IngestResult> IngestAsync(params string[] sources) => IngestAsync(new NewDataArrived(null, "plant", null, sources));

    public async Task<IngestResult> IngestAsync(NewDataArrived request)
    {
        var run = await RunAsync(request);

        run.Error.ShouldBeNull();
        return Json.Read<IngestResult>(run.Result!);
    }

    public async Task<Run> RetryAsync(string run)
    {
        await host.Get<RunRetry>().RetryAsync(run, host.Bus, TestContext.Current.CancellationToken);
        return await host.EndOfAsync(run);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }
}

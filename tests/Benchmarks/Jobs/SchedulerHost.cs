using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Presage.Hosting;
using Presage.Hosting.Endpoints;
using Presage.Hosting.Messaging;
using Presage.Jobs.Decisions;
using Presage.Jobs.Reading;
using Presage.Scheduler;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Benchmarks.Jobs;

/// <summary>A scheduler as it is in <c>serve</c>, over an embedded store of its own, without the other services.</summary>
internal sealed class SchedulerHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("presage-jobs-").FullName;
    private IHost _host = null!;

    public IBus Bus => Get<IBus>();

    public IJobs Jobs => Get<IJobs>();

    public IJobRuns JobRuns => Get<IJobRuns>();

    public IRuns Runs => Get<IRuns>();

    public static async Task<SchedulerHost> CreateAsync()
    {
        var created = new SchedulerHost();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Jobs:Outputs"] = Path.Combine(created._folder, "outputs") });
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddSqliteStorage(created._folder);
        builder.AddScheduler();
        builder.AddServiceDefaults();
        builder.AddMessaging(bus => bus.AddSchedulerConsumers());
        created._host = builder.Build();
        await created.Get<IStoreTopology>().DeployAsync(default);
        return created;
    }

    public Task StartAsync() => _host.StartAsync();

    public async Task ApplyAsync(string yaml, DateTime now)
    {
        var definition = JobReader.Read(yaml, "benchmark");
        var entry = JobEntries.Of(definition.Name, 0, now, "applied", "benchmark", "For a benchmark.");
        await Jobs.ApplyAsync(
            new JobVersion(definition.Name, 1, yaml, now, "benchmark"), Applying.First(definition, now), null, entry, default);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Presage.Engine;
using Presage.Features;
using Presage.Hosting;
using Presage.Hosting.Checks;
using Presage.Hosting.Checks.Broker;
using Presage.Hosting.Settings;
using Presage.Ingestion;
using Presage.Monitoring;
using Presage.Scoring;
using Presage.Storage;
using Presage.Training;

namespace Presage.Cli.Composition;

/// <summary>What is looked at, in the order in which a process would meet it.</summary>
internal sealed class Doctor : IAsyncDisposable
{
    private static readonly KnownSettings Known = KnownSettings.Of(
    [
        typeof(StorageOptions).Assembly, typeof(ServiceProgram).Assembly, typeof(IngestionService).Assembly,
        typeof(FeaturesService).Assembly, typeof(TrainingService).Assembly, typeof(ScoringService).Assembly,
        typeof(MonitoringService).Assembly,
    ]);

    private static readonly string[] Services = ["ingestion", "features", "training", "scoring", "monitoring"];

    private readonly string _folder;
    private readonly IHost? _host;

    private Doctor(string folder, IHost? host, IReadOnlyList<ICheck> checks)
    {
        (_folder, _host) = (folder, host);
        Checkup = new Checkup(checks, TimeProvider.System);
    }

    public Checkup Checkup { get; }

    /// <param name="directory">Of the embedded store, absolute.</param>
    public static Doctor Of(IConfiguration configuration, string directory, CommandLog log)
    {
        // Whoever makes the bus opens a store, and one that is not there is made.
        var folder = Directory.CreateTempSubdirectory("presage-doctor-").FullName;
        var (host, refused) = Compose(folder, log);
        var isServer = ConfiguredStore.OptionsOf(directory).Provider != StorageOptions.Sqlite;
        return new Doctor(
            folder, host,
            [
                new SettingsCheck(configuration, Known),
                new ContradictionCheck(configuration, directory),
                .. refused is null ? Array.Empty<ICheck>() : [new RefusedCheck(refused)],
                .. isServer ? Array.Empty<ICheck>() : [new StoreFolderCheck(directory)],
                .. host is null ? [] : OfProcess(host.Services),
                LimitsCheck.OfThisProcess(),
                new CollectorCheck(configuration),
            ]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A process with all services over an embedded store of its own, which is not started.</summary>
    private static (IHost? Host, PresageException? Refused) Compose(string directory, CommandLog log)
    {
        try
        {
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "presage" });
            builder.AddAllServices(directory, log, new EmbeddedSettings());
            return (builder.Build(), null);
        }
        catch (PresageException exception)
        {
            return (null, exception);
        }
    }

    private static IEnumerable<ICheck> OfProcess(IServiceProvider services) => BrokerChecks.Of(services);

    /// <summary>What a process says that does not start for its settings.</summary>
    private sealed class RefusedCheck(PresageException refused) : ICheck
    {
        public string Name => "settings";

        public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.CompletedTask;
            yield return Finding.Failed(refused);
            yield return Finding.Skipped("Without it no process starts, and what it would find at store and broker is not looked at.");
        }
    }
}

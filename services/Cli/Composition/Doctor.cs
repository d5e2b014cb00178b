using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Presage.Engine;
using Presage.Features;
using Presage.Hosting;
using Presage.Hosting.Checks;
using Presage.Hosting.Checks.Broker;
using Presage.Hosting.Settings;
using Presage.Hosting.Workers;
using Presage.Ingestion;
using Presage.Monitoring;
using Presage.Scheduler;
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
        typeof(MonitoringService).Assembly, typeof(SchedulerService).Assembly,
    ]);

    private static readonly string[] Services = ["ingestion", "features", "training", "scoring", "monitoring", "scheduler"];

    private readonly string _folder;
    private readonly string _directory;
    private readonly IStoreWaits _waits;
    private readonly IHost? _host;
    private ConfiguredStore? _store;

    /// <param name="directory">Of the embedded store, absolute.</param>
    public Doctor(IConfiguration configuration, string directory, CommandLog log, IStoreWaits waits)
    {
        (_directory, _waits) = (directory, waits);

        // Whoever makes the bus opens a store, and one that is not there is made.
        _folder = Directory.CreateTempSubdirectory("presage-doctor-").FullName;
        PresageException? refused = null;
        try
        {
            _host = Compose(_folder, log);
        }
        catch (PresageException exception)
        {
            refused = exception;
        }

        Checkup = new Checkup([.. Checks(configuration, refused)], TimeProvider.System);
    }

    public Checkup Checkup { get; }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        if (_store is not null)
            await _store.DisposeAsync();

        Directory.Delete(_folder, recursive: true);
    }

    private ConfiguredStore Store => _store ??= ConfiguredStore.Open(_directory, _waits);

    /// <summary>A process with all services over an embedded store of its own, which is not started.</summary>
    private static IHost Compose(string directory, CommandLog log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "presage" });
        builder.AddAllServices(directory, log, new EmbeddedSettings());
        return builder.Build();
    }

    private IEnumerable<ICheck> Checks(IConfiguration configuration, PresageException? refused)
    {
        yield return new SettingsCheck(configuration, Known);
        yield return new ContradictionCheck(configuration, _directory);
        if (refused is not null)
            yield return new RefusedCheck(refused);
        foreach (var check in _host is null ? [] : OfProcess(_host.Services))
            yield return check;

        yield return LimitsCheck.OfThisProcess();
        yield return new CollectorCheck(configuration);
    }

    private IEnumerable<ICheck> OfProcess(IServiceProvider services)
    {
        var isServer = ConfiguredStore.OptionsOf(_directory).Provider != StorageOptions.Sqlite;
        if (isServer)
            yield return new LaterCheck(
                "store", () => null, () => new StoreServerCheck(Store.Get<IStoreTopology>(), Store.Get<IStoreIdentity>()));
        else
            yield return new StoreFolderCheck(_directory);

        // A store that is opened is made, or brought up to date; both are for processes.
        string? Why() => isServer || StoreFolderCheck.IsOfThisVersion(_directory) ? null
            : "The store can be asked once a process of this version has made it or brought it up to date.";
        if (RemoteServices.AreConfigured())
            yield return new LaterCheck("workers", Why, () => new WorkersCheck(Store.Get<SeenWorkers>(), Services));

        yield return new LaterCheck("clock", Why, () => new ClockCheck(Store.Get<IStoreClock>(), TimeProvider.System));
        foreach (var check in BrokerChecks.Of(services, IdAsync, isServer ? "the database" : _directory))
            yield return check;

        async Task<string?> IdAsync(CancellationToken cancellation) =>
            Why() is null ? (await Store.Get<IStoreIdentity>().ReadAsync(cancellation)).Id : null;
    }

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

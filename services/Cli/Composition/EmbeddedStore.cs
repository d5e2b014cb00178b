using Microsoft.Extensions.DependencyInjection;
using Presage.Cli.Execution;
using Presage.Engine;
using Presage.Hosting.DataSets;
using Presage.Hosting.Observability;
using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Reporting;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Cli.Composition;

/// <summary>The embedded store's ports, without services and bus.</summary>
internal sealed class EmbeddedStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private EmbeddedStore(ServiceProvider services) => _services = services;

    public static bool Exists(string data) => File.Exists(Path.Combine(data, SqliteStorage.FileName));

    /// <exception cref="PresageException">There is no store in the directory.</exception>
    public static EmbeddedStore Open(string data)
    {
        if (!Exists(data))
            throw new PresageException("no-store", $"There is no store in {data}.", "Ingest data first (presage ingest), or name the store's directory with --data.");

        var services = new ServiceCollection().AddStorage(new StorageOptions { Directory = data });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<DataSetCatalog>();
        services.AddSingleton<RunOutlook>();
        services.AddMetrics();
        services.AddSingleton<PresageMetrics>();
        services.AddSingleton<FeatureSetRelease>();
        services.AddSingleton<RunCancel>();
        services.AddReporting();
        return new EmbeddedStore(services.BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

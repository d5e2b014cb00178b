using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Presage.Application;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Retention;
using Presage.Hosting.Settings;
using Presage.Hosting.Stores;
using Presage.Reporting;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Cli.Composition;

/// <summary>
/// The store that the environment configures, which is the embedded one in the directory of --data unless something else is said: its ports
/// and the use cases over it, without services and bus.
/// </summary>
internal sealed class ConfiguredStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ConfiguredStore(ServiceProvider services) => _services = services;

    /// <summary>The store of a command, wherever the command opens it or hosts services over it.</summary>
    /// <param name="data">The directory of --data.</param>
    public static StorageOptions OptionsOf(string data)
    {
        var configured = Environment().Read<StorageOptions>(StorageOptions.Section);
        return configured with { Directory = data };
    }

    /// <summary>Whether anything can have been stored yet. A server is there without our doing.</summary>
    public static bool Exists(StorageOptions options) =>
        options.Provider != StorageOptions.Sqlite || File.Exists(Path.Combine(options.Directory, SqliteStorage.FileName));

    /// <exception cref="PresageException">There is no store in the directory, or the store is configured wrongly.</exception>
    public static ConfiguredStore Open(string data, IStoreWaits waits)
    {
        var options = OptionsOf(data);
        if (!Exists(options))
            throw new PresageException(
                ErrorKind.NotFound, "no-store", $"There is no store in {data}.", "Ingest data first, or name the directory of the store.");

        return Of(options, waits);
    }

    /// <summary>The same where there may be no store yet, for what makes one.</summary>
    /// <exception cref="PresageException">The store is configured wrongly.</exception>
    public static ConfiguredStore OpenAny(string data, IStoreWaits waits) => Of(OptionsOf(data), waits);

    private static ConfiguredStore Of(StorageOptions options, IStoreWaits waits)
    {
        var services = new ServiceCollection().AddStorage(options).AddSingleton(waits);
        services.AddSingleton(_ => MessagingOptions.Of(Environment()));
        services.AddSingleton(_ => Environment().Read<RetentionOptions>(RetentionOptions.Section).Validated());
        services.AddApplication();
        services.AddReporting();
        return new ConfiguredStore(services.BuildServiceProvider());
    }

    private static IConfigurationRoot Environment() => new ConfigurationBuilder().AddEnvironmentVariables().Build();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Engine;
using Presage.Hosting.Settings;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Storage.Sqlite;

namespace Presage.Hosting.Stores;

public static class StoreRegistration
{
    /// <summary>Registers every port of the provider that the section <c>Storage</c> asks for.</summary>
    /// <inheritdoc cref="AddStorage(IServiceCollection, StorageOptions)" path="/exception"/>
    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.Read<StorageOptions>(StorageOptions.Section);
        builder.Services.AddStorage(options);
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<RelativeDirectory>(services, options));
    }

    /// <summary>Registers every port of the provider that the options ask for.</summary>
    /// <exception cref="PresageException">
    /// <c>unknown-provider</c>; what the provider says about its options, such as <c>no-store-uri</c>.
    /// </exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options) => options.Provider switch
    {
        StorageOptions.Sqlite => services.AddSqliteStorage(options.Directory),
        StorageOptions.MongoDb => AddMongoDb(services, options),
        _ => throw new PresageException(
            ErrorKind.Invalid, "unknown-provider", $"There is no storage provider '{options.Provider}'.",
            "Set Storage:Provider to 'sqlite' or 'mongodb'."),
    };

    /// <summary>Apart from the rest, so that a process over another store does not load the driver.</summary>
    private static IServiceCollection AddMongoDb(IServiceCollection services, StorageOptions options) => services.AddMongoStorage(options);
}

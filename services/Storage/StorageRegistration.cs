using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage.Sqlite;

namespace Presage.Storage;

public static class StorageRegistration
{
    /// <summary>Registers every port of the provider that the options ask for.</summary>
    /// <exception cref="PresageException"><c>provider-not-in-edition</c>, <c>unknown-provider</c>.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options) => options.Provider switch
    {
        "sqlite" => services.AddSqliteStorage(options.Directory),
        "mongodb" => throw new PresageException(
            "provider-not-in-edition",
            "The storage provider 'mongodb' is not part of this edition of presage.",
            "Build presage with -p:Edition=cluster, or set Storage:Provider to 'sqlite'."),
        _ => throw new PresageException(
            "unknown-provider", $"There is no storage provider '{options.Provider}'.", "Set Storage:Provider to 'sqlite' or 'mongodb'."),
    };
}

using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Hosting.Stores;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Hosting.Stores;

public sealed class StoreRegistrationTests
{
    [Fact]
    public void The_embedded_store_is_the_default() =>
        new ServiceCollection().AddStorage(new StorageOptions()).ShouldContain(service => service.ServiceType == typeof(SqliteStore));

    [Fact]
    public void A_provider_that_is_unknown_is_an_error_that_names_those_there_are() =>
        Refused("oracle", "unknown-provider", "'sqlite' or 'mongodb'");

    private static void Refused(string provider, string code, string remedy)
    {
        var error = Should.Throw<PresageException>(() => new ServiceCollection().AddStorage(new StorageOptions { Provider = provider }));

        error.Code.ShouldBe(code);
        error.Remedy.ShouldContain(remedy);
    }
}

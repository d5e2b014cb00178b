using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Storage.Sqlite;

public sealed class SqliteRegistrationTests
{
    [Fact]
    public async Task The_embedded_store_opens_when_it_is_needed()
    {
        using var directory = new TemporaryDirectory();

        await using (var services = new ServiceCollection().AddSqliteStorage(directory.File("data")).BuildServiceProvider())
        {
            Directory.Exists(directory.File("data")).ShouldBeFalse();
            services.GetRequiredService<IRuns>().ShouldBeSameAs(services.GetRequiredService<IRuns>());
        }

        File.Exists(directory.File("data/presage.db")).ShouldBeTrue();
    }
}

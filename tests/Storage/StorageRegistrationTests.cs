using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Runs;
using Presage.Tests.Storage.Sqlite;

namespace Presage.Tests.Storage;

public sealed class StorageRegistrationTests
{
    [Fact]
    public async Task The_embedded_store_is_the_default_and_opens_when_it_is_needed()
    {
        using var directory = new TemporaryDirectory();

        await using (var services = new ServiceCollection().AddStorage(new() { Directory = directory.File("data") }).BuildServiceProvider())
        {
            Directory.Exists(directory.File("data")).ShouldBeFalse();
            services.GetRequiredService<IRuns>().ShouldBeSameAs(services.GetRequiredService<IRuns>());
        }

        File.Exists(directory.File("data/presage.db")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("mongodb", "provider-not-in-edition", "-p:Edition=cluster")]
    [InlineData("oracle", "unknown-provider", "sqlite")]
    public void A_provider_that_is_not_there_is_an_error_that_names_the_remedy(string provider, string code, string remedy)
    {
        var error = Should.Throw<PresageException>(() => new ServiceCollection().AddStorage(new() { Provider = provider }));

        error.Code.ShouldBe(code);
        error.Remedy.ShouldContain(remedy);
    }
}

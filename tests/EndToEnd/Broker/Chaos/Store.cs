using Microsoft.Extensions.DependencyInjection;
using Presage.Storage.Sqlite;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>The ports of a store that other processes work on.</summary>
internal sealed class Store(string directory) : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSqliteStorage(directory).BuildServiceProvider();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose() => _services.Dispose();
}

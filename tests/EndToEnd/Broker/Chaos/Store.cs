using Microsoft.Extensions.DependencyInjection;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>The ports of a store that other processes work on.</summary>
internal sealed class Store(StorageOptions options) : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddStorage(options).BuildServiceProvider();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose() => _services.Dispose();
}

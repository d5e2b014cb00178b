using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Presage.Hosting;
using Presage.Hosting.Endpoints;
using Presage.Hosting.Messaging;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Harness;

/// <summary>Services in one process over the in-memory bus and a SQLite store.</summary>
public sealed class ServiceHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly RunWatch _watch;

    private ServiceHost(IHost host, string store)
    {
        _host = host;
        Store = new TestStore(store);
        _watch = new RunWatch(Store.Runs);
        Bus.ConnectReceiveObserver(_watch);
    }

    public TestStore Store { get; }

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="store">Directory of the store; a second host over the same one goes on where the first stopped.</param>
    public static async Task<ServiceHost> StartAsync(
        string store, Action<IHostApplicationBuilder> services, Action<IBusRegistrationConfigurator> consumers,
        IDictionary<string, string?>? settings = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());

        // An instance outlives the host; the bus keeps the first host's loggers for those that come later.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddSqliteStorage(store);
        services(builder);
        builder.AddServiceDefaults();
        builder.AddMessaging(consumers);

        var host = builder.Build();
        var started = new ServiceHost(host, store);
        await host.StartAsync(Cancellation);
        return started;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<Run> EndOfAsync(string run) => _watch.EndOfAsync(run, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();

        await Store.DisposeAsync();
    }
}

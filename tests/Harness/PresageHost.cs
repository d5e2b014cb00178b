using System.Reflection;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Presage.Contracts;
using Presage.Features;
using Presage.Hosting;
using Presage.Hosting.Endpoints;
using Presage.Hosting.Messaging;
using Presage.Hosting.Runs;
using Presage.Monitoring;
using Presage.Scoring;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Training;

namespace Presage.Tests.Harness;

/// <summary>The services of the main flow over the in-memory bus and an embedded store in a folder of its own.</summary>
public sealed class PresageHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly Assembly[] Services =
        [typeof(FeaturesService).Assembly, typeof(TrainingService).Assembly, typeof(ScoringService).Assembly,
            typeof(MonitoringService).Assembly];

    private readonly IHost _host;
    private readonly TestFolder _folder;

    private PresageHost(IHost host, TestFolder folder, TestClock clock, MessageLog messages)
    {
        (_host, _folder, Clock, Messages) = (host, folder, clock, messages);
        Store = new TestStore(folder.Path);
    }

    public TestClock Clock { get; }

    public MessageLog Messages { get; }

    public TestStore Store { get; }

    /// <param name="copyOf">A folder with a store to begin with; it is not changed.</param>
    /// <param name="configure">Changes what is registered.</param>
    public static async Task<PresageHost> StartAsync(
        TestFolder? copyOf = null, Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        // The bus keeps the log of the first host of a process, also when that has gone.
        LogContext.ConfigureCurrentLogContext(NullLoggerFactory.Instance);
        var folder = copyOf?.Copy() ?? new TestFolder();
        var clock = new TestClock(TestFleet.Start.AddYears(1));
        var messages = new MessageLog(ConsumersByMessage());

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "presage" });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Features:ReadingsPerSlice"] = "4000",
            ["Monitoring:MachinesPerSlice"] = "3",
            ["StalledRuns:Enabled"] = "false",
            ["Messaging:ShortestPause"] = "00:00:00.001",
            ["Messaging:LongestPause"] = "00:00:00.005",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSqliteStorage(folder.Path);
        builder.AddServiceDefaults();
        builder.AddMessaging(bus =>
        {
            bus.AddFeaturesConsumers();
            bus.AddTrainingConsumers();
            bus.AddScoringConsumers();
            bus.AddMonitoringConsumers();
        });
        builder.AddFeatures();
        builder.AddTraining();
        builder.AddScoring();
        builder.AddMonitoring();
        builder.Services.AddSingleton<IPublishObserver>(messages);
        builder.Services.AddSingleton<IReceiveObserver>(messages);
        configure?.Invoke(builder.Services);

        var host = builder.Build();
        await host.StartAsync();
        return new PresageHost(host, folder, clock, messages);
    }

    /// <summary>Publishes a request and waits until nothing is left to happen.</summary>
    public async Task<Run> RunAsync<T>(T request)
        where T : class, IRunMessage
    {
        await PublishAsync(request, Guid.NewGuid());
        return (await Store.Runs.FindAsync(request.RunId!, default)).ShouldNotBeNull();
    }

    /// <summary>Like <see cref="RunAsync"/>; the run's document.</summary>
    public async Task<TResult> RunAsync<T, TResult>(T request)
        where T : class, IRunMessage
    {
        var run = await RunAsync(request);
        run.Error.ShouldBeNull();
        run.State.ShouldBe(RunState.Succeeded);
        return Json.Read<TResult>(run.Result!);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Takes a run up again and waits until nothing is left to happen.</summary>
    public async Task<Run> RetryAsync(string run)
    {
        await Get<RunRetry>().RetryAsync(run, Get<IBus>(), default);
        await Messages.SettledAsync().WaitAsync(Patience);
        return await Store.RunAsync(run);
    }

    /// <summary>Publishes messages, of whatever type, and waits until nothing is left to happen.</summary>
    public async Task PublishAsync(object message, Guid id)
    {
        await _host.Services.GetRequiredService<IBus>()
            .Publish(message, message.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = id));
        await Messages.SettledAsync().WaitAsync(Patience);
    }

    /// <summary>Delivers everything that was published once more.</summary>
    public async Task RedeliverAllAsync()
    {
        foreach (var (message, id) in Messages.Published)
            await PublishAsync(message, id);
    }

    /// <summary>Stops the services; the folder is left to whoever asks for it.</summary>
    public async Task<TestFolder> StopAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Store.DisposeAsync();
        return _folder;
    }

    public async ValueTask DisposeAsync() => (await StopAsync()).Dispose();

    private static Dictionary<Type, int> ConsumersByMessage() => Services
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetInterfaces())
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
        .CountBy(type => type.GetGenericArguments()[0])
        .ToDictionary();
}

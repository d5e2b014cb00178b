using System.Globalization;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Presage.Contracts;
using Presage.Engine;
using Presage.Features;
using Presage.Ingestion;
using Presage.Scheduler;
using Presage.Scoring;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion.Streaming;

/// <summary>
/// Ingestion, features, scoring and a scheduler over a store with a champion; its data set is <see cref="Prepared.Dataset"/> up to a
/// moment.
/// </summary>
internal sealed class StreamHost(ServiceHost services, TestFolder folder, StreamHost.Ends ends) : IAsyncDisposable
{
    /// <summary>Telemetry is in the store up to here: 2015-02-20 06:00.</summary>
    public static readonly DateTime Until = TestFleet.Start.AddDays(50);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static readonly string[] s_sensors = ["volt", "rotate", "pressure", "vibration"];

    public ServiceHost Services => services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<StreamHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(new TestFolder(), settings);

    /// <param name="folder">A folder with a store to go on with, or an empty one.</param>
    public static async Task<StreamHost> StartAsync(TestFolder folder, params (string Key, string Value)[] settings)
    {
        if (Directory.GetFiles(folder.Path).Length == 0)
            await FillAsync(folder.Path);

        var options = settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value);
        options["Ingestion:AllowedRoots:0"] = Directory.CreateDirectory(folder["files"]).FullName;
        options["Scheduler:Interval"] = "00:00:00.020";
        var ends = new Ends();
        var services = await ServiceHost.StartAsync(
            folder.Path,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(new TestClock(TestFleet.Start.AddYears(1)));
                builder.Services.AddSingleton<IReceiveObserver>(ends);
                builder.AddIngestion();
                builder.AddFeatures();
                builder.AddScoring();
                builder.AddScheduler();
            },
            bus =>
            {
                bus.AddIngestionConsumers();
                bus.AddFeaturesConsumers();
                bus.AddScoringConsumers();
                bus.AddSchedulerConsumers();
            },
            options);
        return new StreamHost(services, folder, ends);
    }

    /// <summary>The readings of the fleet in (since, to], hour by hour.</summary>
    public static IReadOnlyList<ReportedReading> Readings(DateTime since, DateTime to) =>
    [
        .. from batch in Prepared.Fleet.After(since).Until(to).Telemetry
           from row in Enumerable.Range(0, batch.Count)
           orderby batch.Times[row]
           select new ReportedReading(
               batch.Machine,
               UnixTime.ToDateTime(batch.Times[row]).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
               s_sensors.Index().ToDictionary(sensor => sensor.Item, sensor => (double?)batch.Values[sensor.Index][row])),
    ];

    /// <summary>Publishes a report and waits until its queue is done with it. The exception it failed with, or null.</summary>
    public async Task<Exception?> ReportAsync(IReadOnlyList<ReportedReading> readings, Guid? id = null, string dataset = Prepared.Dataset)
    {
        var message = id ?? Guid.NewGuid();
        var end = ends.OfAsync(message);
        await services.Bus.Publish(new ReadingsReported(dataset, readings), context => context.MessageId = message, Cancellation);
        return await end.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
    }

    /// <summary>Waits until these points are scored, each once, and makes sure that no others are.</summary>
    public async Task ShouldBeScoredAsync(params DateTime[] points)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!(await ScoredAsync()).SequenceEqual(points) && TimeProvider.System.GetElapsedTime(since) < s_patience)
            await Task.Delay(20, Cancellation);

        (await ScoredAsync()).ShouldBe(points);
    }

    /// <summary>Waits until whoever listens has heard that a point has passed.</summary>
    public Task<GridPointPassed> PassedAsync() => ends.Passed.Task.WaitAsync(s_patience, Cancellation);

    /// <summary>Writes a file that may be ingested, and gives its path.</summary>
    public string Write(string name, string text) => folder.Write($"files/{name}", text);

    /// <summary>Stops the services; the folder is left to whoever asks for it.</summary>
    public async Task<TestFolder> StopAsync()
    {
        await services.DisposeAsync();
        return folder;
    }

    public async ValueTask DisposeAsync() => (await StopAsync()).Dispose();

    /// <summary>The points of the intervals that job runs have scored.</summary>
    private async Task<IEnumerable<DateTime>> ScoredAsync() =>
        (await services.Store.JobRuns.ListAsync(new(State: JobRunState.Succeeded), null, 1_000, Cancellation))
        .SelectMany(run => PointsOf(run.From!.Value, run.To!.Value)).Order();

    private static IEnumerable<DateTime> PointsOf(DateTime from, DateTime to)
    {
        for (var point = to; point > from; point -= TestStore.Scenario.Features.Grid)
            yield return point;
    }

    private static async Task FillAsync(string directory)
    {
        using var trained = (await Prepared.TrainedAsync()).Copy();
        await using var from = new TestStore(trained.Path);
        await using var store = new TestStore(directory);
        var known = Prepared.Fleet;
        var until = new TestFleet { Machines = known.Machines, Telemetry = known.Until(Until).Telemetry, Events = known.Events };
        await store.AddAsync(Prepared.Dataset, until);
        var champion = (await from.Models.FindAsync(Prepared.Dataset, null, Cancellation))!;
        var artifact = await from.Models.ArtifactAsync(champion.Name, champion.Number, Cancellation);
        await store.Models.RegisterAsync(champion with { Number = 0 }, artifact, Cancellation);
        await store.Models.PromoteAsync(new(champion.Name, 1, TestFleet.Start, "test", "the only one"), Cancellation);
    }

    /// <summary>Tells when a queue is done with a message, and how that ended.</summary>
    internal sealed class Ends : IReceiveObserver
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, TaskCompletionSource<Exception?>> _ends = new();

        public TaskCompletionSource<GridPointPassed> Passed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Exception?> OfAsync(Guid message) =>
            (_ends[message] = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class
        {
            if (context.Message is GridPointPassed passed)
                Passed.TrySetResult(passed);

            return EndAsync(context.MessageId, null);
        }

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => EndAsync(context.MessageId, exception);

        public Task ReceiveFault(ReceiveContext context, Exception exception) => EndAsync(context.GetMessageId(), exception);

        private Task EndAsync(Guid? message, Exception? exception)
        {
            if (message is { } id && _ends.TryGetValue(id, out var end))
                end.TrySetResult(exception);

            return Task.CompletedTask;
        }
    }
}

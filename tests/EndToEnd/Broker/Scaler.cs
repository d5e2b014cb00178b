using System.Collections.Concurrent;
using System.Diagnostics;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>
/// Starts and stops processes as KEDA does with a ScaledObject per service and a trigger per queue: as many as ceil(messages / value) of
/// the service's longest queue, with those that are in hand, at once when more are needed, one at a time and after a while when fewer are.
/// </summary>
internal sealed class Scaler(VirtualHost host, Cluster cluster)
{
    /// <summary>Messages for one process.</summary>
    private const int Value = 4;

    private const int Most = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Cooldown = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly ConcurrentQueue<ScaleEvent> _events = [];
    private readonly Dictionary<string, long> _neededAt = [];
    private readonly List<Task> _stops = [];

    public IReadOnlyList<ScaleEvent> Events => [.. _events];

    /// <summary>Scales until it is told to end, and then until every process has stopped.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var needed = await NeededAsync();
            foreach (var service in Cluster.Services)
                await ScaleAsync(service, needed[service]);

            await Task.WhenAny(Task.Delay(Interval, end));
        }

        await Task.WhenAll(_stops);
    }

    private async Task<ILookup<string, int>> LengthsAsync()
    {
        var services = await host.ServicesAsync();
        return (await host.LengthsAsync()).Where(queue => services.ContainsKey(queue.Queue))
            .ToLookup(queue => services[queue.Queue], queue => queue.Messages);
    }

    private async Task<IReadOnlyDictionary<string, int>> NeededAsync()
    {
        var lengths = await LengthsAsync();
        return Cluster.Services.ToDictionary(
            service => service, service => Math.Min(Most, (lengths[service].DefaultIfEmpty().Max() + Value - 1) / Value));
    }

    private async Task ScaleAsync(string service, int needed)
    {
        var running = cluster.Workers.Where(worker => worker.Service == service).ToList();
        if (needed >= running.Count)
            _neededAt[service] = Stopwatch.GetTimestamp();

        for (var i = running.Count; i < needed; i++)
        {
            cluster.Start(service);
            Say(service, i + 1);
        }

        if (needed < running.Count && Stopwatch.GetElapsedTime(_neededAt[service]) > Cooldown)
        {
            _neededAt[service] = Stopwatch.GetTimestamp();
            await StopAsync(running.Find(worker => worker.IsReady));
        }
    }

    private async Task StopAsync(Worker? worker)
    {
        if (worker is null)
            return;

        cluster.Workers.Remove(worker);
        Say(worker.Service, cluster.Workers.Count(other => other.Service == worker.Service));
        await worker.TerminateAsync();
        _stops.Add(EndAsync());

        async Task EndAsync()
        {
            using (worker)
                await worker.EndAsync(LongestStop);
        }
    }

    private void Say(string service, int processes) =>
        _events.Enqueue(new ScaleEvent(Stopwatch.GetElapsedTime(_begun), service, processes));
}

/// <param name="Processes">How many there are of the service from now on.</param>
internal sealed record ScaleEvent(TimeSpan At, string Service, int Processes)
{
    public override string ToString() => $"{At.TotalSeconds,6:0.0} s  {Service} {Processes}";
}

using System.Collections.Concurrent;
using System.Diagnostics;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>
/// What goes wrong during a job, when, and for how long: all by the seed. What lasts a while goes on beside what comes next.
/// </summary>
internal sealed class Disturbances(Arena arena, int seed)
{
    private const int BrokerStopsInEvery = 4;

    /// <summary>Seconds; a job that nothing disturbs takes one or two.</summary>
    private const double LongestPause = 0.8;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(240);

    private readonly Random _random = new(seed);
    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly ConcurrentQueue<string> _events = [];
    private readonly List<Task> _lasting = [];

    public string Events => string.Join('\n', _events);

    /// <summary>Whether a message is delivered twice, and how much later the second time.</summary>
    public TimeSpan? PauseOfCopy()
    {
        lock (_random)
            return _random.NextDouble() < 0.2 ? Between(0, 1.5) : null;
    }

    /// <summary>Disturbs until enough has happened or the job has ended; then waits until both have.</summary>
    public async Task DuringAsync(Task job)
    {
        List<Func<Task>> planned =
            [.. Enumerable.Range(0, _random.Next(3, 7))
                .Select(_ => AnyOf(KillAsync, KillAsync, StormAsync, FreezeAsync, HoldAsync, FillAsync))];
        if (seed % BrokerStopsInEvery == 0)
            planned.Insert(_random.Next(planned.Count), StopBrokerAsync);

        foreach (var disturb in planned)
        {
            if (await Task.WhenAny(Task.Delay(Between(0, LongestPause), TestContext.Current.CancellationToken), job) == job)
                break;

            await disturb();
        }

        var end = Task.WhenAll([.. _lasting, job]);
        while (!end.IsFaulted && (!end.IsCompleted || !arena.Cluster.Workers.All(worker => worker.IsReady)))
        {
            await Task.Delay(Interval, TestContext.Current.CancellationToken);
            foreach (var worker in arena.Cluster.Restart())
                Say($"{worker} was started anew");

            Stopwatch.GetElapsedTime(_begun).ShouldBeLessThan(LongestRun, "the job is done and every process ready");
        }

        await end;
    }

    private Task KillAsync()
    {
        var worker = AnyWorker();
        Say($"kill -9 {worker.Service} {worker.Id}");
        arena.Cluster.Kill(worker);
        arena.Cluster.Start(worker.Service);
        return Task.CompletedTask;
    }

    /// <summary>Some processes are told to stop at about the same time, and others take their places.</summary>
    private async Task StormAsync()
    {
        var count = _random.Next(2, 5);
        for (var i = 0; i < count; i++)
        {
            // A process that has only begun to start has no handler for signals yet.
            var worker = AnyWorker();
            if (!worker.IsReady)
                continue;

            Say($"SIGTERM {worker.Service} {worker.Id}");
            arena.Cluster.Workers.Remove(worker);
            arena.Cluster.Start(worker.Service);
            await worker.TerminateAsync();
            _lasting.Add(EndAsync(worker));
        }

        async Task EndAsync(Worker worker)
        {
            using (worker)
                await worker.EndAsync(LongestStop);
        }
    }

    private async Task FreezeAsync()
    {
        var worker = AnyWorker();
        await LastAsync($"SIGSTOP {worker.Service} {worker.Id}", Between(0.5, 4), worker.FreezeAsync, worker.ThawAsync);
    }

    private async Task HoldAsync()
    {
        IAsyncDisposable? hold = null;
        await LastAsync(
            arena.Place.Hold, Between(0.3, 3), async () => hold = await arena.Place.HoldAsync(), () => hold!.DisposeAsync().AsTask());
    }

    private Task FillAsync() =>
        arena.Place.CanBeFull ? LastAsync("disk full", Between(0.3, 3), arena.Place.FillAsync, arena.Place.EmptyAsync) : Task.CompletedTask;

    private Task StopBrokerAsync() => LastAsync("broker stopped", Between(0.2, 4), arena.Broker.PauseAsync, arena.Broker.ResumeAsync);

    private async Task LastAsync(string what, TimeSpan time, Func<Task> begin, Func<Task> end)
    {
        Say($"{what} for {time.TotalSeconds:0.0} s");
        await begin();
        _lasting.Add(EndAsync());

        async Task EndAsync()
        {
            await Task.Delay(time, CancellationToken.None);
            await end();
            Say($"{what}: over");
        }
    }

    private Worker AnyWorker() => arena.Cluster.Workers[_random.Next(arena.Cluster.Workers.Count)];

    private Func<Task> AnyOf(params Func<Task>[] disturbances) => disturbances[_random.Next(disturbances.Length)];

    private TimeSpan Between(double least, double most)
    {
        lock (_random)
            return TimeSpan.FromSeconds(least + ((most - least) * _random.NextDouble()));
    }

    private void Say(string what) => _events.Enqueue($"{Stopwatch.GetElapsedTime(_begun).TotalSeconds,6:0.00} s  {what}");
}

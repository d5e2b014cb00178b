using System.Collections.Concurrent;
using System.Diagnostics;
using Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>
/// What goes wrong during a job, when, and for how long: all by the seed. What lasts a while goes on beside what comes next.
/// </summary>
internal sealed class Disturbances(Arena arena, int seed)
{
    /// <summary>Seconds; a job that nothing disturbs takes one or two.</summary>
    private const double LongestPause = 0.8;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(240);

    private readonly Random _random = new(seed);
    private readonly Random _ofCopies = new(~seed);
    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly ConcurrentQueue<string> _events = [];
    private readonly List<Task> _lasting = [];

    public Arena Arena => arena;

    public string Events => string.Join('\n', _events);

    /// <summary>Whether a message is delivered twice, and how much later the second time.</summary>
    public TimeSpan? PauseOfCopy()
    {
        lock (_ofCopies)
            return _ofCopies.NextDouble() < 0.2 ? TimeSpan.FromSeconds(1.5 * _ofCopies.NextDouble()) : null;
    }

    /// <summary>Disturbs until enough has happened or the job has ended; then waits until both have.</summary>
    public async Task DuringAsync(Task job)
    {
        arena.Cluster.Restart();
        List<IInjury> planned = [.. Enumerable.Range(0, Number(3, 7)).Select(_ => Injury.Frequent(_random))];
        planned.Insert(Number(0, planned.Count), Injury.Grave(seed));

        foreach (var injury in planned)
        {
            if (await Task.WhenAny(Task.Delay(Between(0, LongestPause), TestContext.Current.CancellationToken), job) == job)
                break;

            await injury.HappenAsync(this);
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

    /// <summary>Begins something, and ends it later.</summary>
    public async Task LastAsync(string what, TimeSpan time, Func<Task> begin, Func<Task> end)
    {
        Say($"{what} for {time.TotalSeconds:0.0} s");
        await begin();
        Await(EndAsync());

        async Task EndAsync()
        {
            await Task.Delay(time, CancellationToken.None);
            await end();
            Say($"{what}: over");
        }
    }

    /// <summary>The job is not over before something that lasts is.</summary>
    public void Await(Task lasting) => _lasting.Add(lasting);

    public Worker AnyWorker() => arena.Cluster.Workers[Number(0, arena.Cluster.Workers.Count)];

    public int Number(int least, int below) => _random.Next(least, below);

    public TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + ((most - least) * _random.NextDouble()));

    public void Say(string what) => _events.Enqueue($"{Stopwatch.GetElapsedTime(_begun).TotalSeconds,6:0.00} s  {what}");
}

using Presage.Application.Runs;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Storage;

namespace Presage.Tests.Scheduler.Year;

/// <summary>
/// Those who do what is asked for: at once as a rule, sometimes later or not well. What asks them is lost or doubled at times, and so is
/// what they say of the end.
/// </summary>
internal sealed class Workers(IRuns runs, TimeProvider clock, Random random)
{
    private readonly PriorityQueue<string, DateTime> _going = new();
    private readonly List<string> _ended = [];

    /// <summary>Interval of each work that was begun, by its run.</summary>
    public Dictionary<string, (DateTime From, DateTime To)> Begun { get; } = [];

    public bool IsQuiet { get; set; }

    public DateTime? NextEnd => _going.TryPeek(out _, out var at) ? at : null;

    public IRunRequests Requests => Scripted.Of<IRunRequests>(new Dictionary<string, Func<object?[], object?>>
    {
        [nameof(IRunRequests.TrainAsync)] = args => AskAsync((StartTraining)args[0]!),
    });

    /// <summary>Works whose end is told now.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        while (_going.TryPeek(out var run, out var at) && at <= Now)
        {
            _going.Dequeue();
            await EndAsync(run);
        }

        lock (_ended)
        {
            string[] told = [.. _ended.SelectMany(run => Copies(run))];
            _ended.Clear();
            return told;
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<StartedRun> AskAsync(StartTraining request)
    {
        foreach (var run in Copies(request.RunId!))
        {
            lock (Begun)
                if (!Begun.TryAdd(run, (request.From, request.To)))
                    continue;

            await runs.StartAsync(new Run(run, "train", "plant", run, Json.Write(request), request.From, request.To, Now), default);
            var time = Chance(0.03) ? TimeSpan.FromMinutes(Next(60)) : TimeSpan.Zero;
            if (time > TimeSpan.Zero)
                lock (Begun)
                    _going.Enqueue(run, Now + time);
            else
                await EndAsync(run);
        }

        return new(request.RunId!, "train");
    }

    private async Task EndAsync(string run)
    {
        var fails = Chance(0.02);
        await runs.EndAsync(
            run, fails ? RunState.Failed : RunState.Succeeded, null,
            fails ? new RunError(ErrorKind.Unavailable, "no-luck", "It had no luck.", "Try again.") : null, Now, default);
        lock (_ended)
            _ended.Add(run);
    }

    // A message that is lost, or comes twice.
    private string[] Copies(string run) => IsQuiet ? [run] : Chance(0.03) ? [] : Chance(0.05) ? [run, run] : [run];

    private bool Chance(double share)
    {
        lock (random)
            return !IsQuiet && random.NextDouble() < share;
    }

    private int Next(int most)
    {
        lock (random)
            return random.Next(most);
    }
}

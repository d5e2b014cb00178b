using System.Diagnostics;
using Presage.Contracts;
using Presage.Storage;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>The job of <see cref="Plant"/> by messages: each run is asked for once and followed in the ledger.</summary>
internal sealed class ChaosJob(Arena arena, Names names)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private static readonly DateTime January = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private Func<string, Task>? _whenAsked;

    /// <param name="whenAsked">What is done when a run was asked for, by its id.</param>
    public async Task RunAsync(Func<string, Task>? whenAsked = null)
    {
        _whenAsked = whenAsked;
        await RunAsync(names.Ingest, new NewDataArrived(names.Ingest, names.Dataset, null, [RealRecords.Twenty]));
        await RunAsync(names.Train, new StartTraining(names.Train, names.Dataset, January, January.AddMonths(2)));
        await RunAsync(
            names.Score, new StartScoring(names.Score, names.Dataset, January.AddMonths(2), January.AddMonths(3), names.Results));
        await RunAsync(names.Evaluate, new StartEvaluation(names.Evaluate, names.Results));
    }

    private async Task RunAsync<T>(string id, T request)
        where T : IRunMessage
    {
        await Requests.PublishAsync(arena.Host.Address, request);
        await (_whenAsked?.Invoke(id) ?? Task.CompletedTask);
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var run = await arena.LookAsync(store => store.Get<IRuns>().FindAsync(id, TestContext.Current.CancellationToken));
            if (run is { State: RunState.Succeeded })
                return;

            if (run is { State: not RunState.Running })
                Assert.Fail($"{id} {run.State}: {run.Error}");

            Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(Patience, $"{id} does not end");
            await Task.Delay(Interval, TestContext.Current.CancellationToken);
        }
    }
}

using Presage.Cli.Output;
using Presage.Storage.Runs;

namespace Presage.Cli.Execution;

/// <summary>Follows a run in the ledger, whichever process works on it.</summary>
internal sealed class RunWatch(IRuns runs)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>How many looks at the ledger a fault has to be recorded there before the ledger itself counts as broken.</summary>
    private const int LooksAfterFault = 40;

    /// <param name="fault">What failed for good in this process, if anything did.</param>
    public async Task<Run> UntilEndedAsync(
        string id, Action<IReadOnlyList<ProgressStep>> report, Func<Exception?> fault, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval);
        var looks = 0;
        while (true)
        {
            var run = await runs.FindAsync(id, cancellation);
            report([.. (await runs.StagesAsync(id, cancellation)).Select(stage => new ProgressStep(stage.Stage, stage.Done, stage.Slices))]);
            if (run is { State: not RunState.Running })
                return run;
            if (fault() is { } failed && ++looks > LooksAfterFault)
                throw failed;

            await timer.WaitForNextTickAsync(cancellation);
        }
    }
}

using Presage.Cli.Output;
using Presage.Storage;

namespace Presage.Cli.Execution;

/// <summary>Follows a run in the ledger, whichever process works on it.</summary>
/// <param name="outlook">Estimates the time that is left; null for the progress alone.</param>
internal sealed class RunWatch(IRuns runs, RunOutlook? outlook = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan IntervalOfOutlook = TimeSpan.FromMilliseconds(250);

    /// <summary>How many looks at the ledger a fault has to be recorded there before the ledger itself counts as broken.</summary>
    private const int LooksAfterFault = 40;

    /// <param name="fault">What failed for good in this process, if anything did.</param>
    public async Task<Run> UntilEndedAsync(
        string id, Action<IReadOnlyList<ProgressStep>> report, Func<Exception?> fault, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(outlook is null ? Interval : IntervalOfOutlook);
        var looks = 0;
        while (true)
        {
            var run = await runs.FindAsync(id, cancellation);
            report(await StepsAsync(id, run, cancellation));
            if (run is { State: not RunState.Running })
                return run;
            if (fault() is { } failed && ++looks > LooksAfterFault)
                throw failed;

            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    private async Task<IReadOnlyList<ProgressStep>> StepsAsync(string id, Run? run, CancellationToken cancellation)
    {
        var stages = await runs.StagesAsync(id, cancellation);
        return outlook is not null && run is not null
            ? await outlook.StepsAsync(run, stages, cancellation)
            : [.. stages.Select(stage => new ProgressStep(stage.Stage, stage.Done, stage.Slices))];
    }
}

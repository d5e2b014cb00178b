using Presage.Hosting.Workers;

namespace Presage.Application.Jobs;

/// <summary>Whether somebody is there who does what jobs ask for.</summary>
internal sealed class SchedulerWaits(SeenWorkers workers)
{
    private const string Scheduler = "scheduler";

    /// <returns>Why nothing happens yet, as a sentence; null when a scheduler was seen.</returns>
    public async Task<string?> WhyAsync(CancellationToken cancellation) =>
        await workers.WhyNoneAsync(Scheduler, cancellation) is { } none
            ? $"{SeenWorkers.NameOf(none)}; it begins when one is started."
            : null;
}

using System.Runtime.CompilerServices;
using Presage.Hosting.Workers;
using Presage.Storage;

namespace Presage.Hosting.Checks;

/// <summary>Whether somebody of each service works on the store, and whether all are of one version.</summary>
/// <param name="services">The services that a job needs.</param>
public sealed class WorkersCheck(IWorkers workers, IStoreClock store, TimeProvider clock, IReadOnlyList<string> services) : ICheck
{
    /// <summary>One that has said nothing for so long was killed, or does not reach the store.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    public string Name => "workers";

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var now = await store.NowAsync(cancellation) ?? clock.GetUtcNow().UtcDateTime;
        var there = (await workers.ListAsync(cancellation)).Where(worker => now - worker.SeenAt < Silence).ToList();
        var missing = there.Exists(worker => worker.Service == WorkerIdentity.AllServices) ? []
            : services.Where(service => !there.Exists(worker => worker.Service == service)).ToList();
        if (missing.Count > 0)
            yield return Finding.Warning(
                "no-worker", $"No worker of {string.Join(", ", missing)} has been seen on this store in the last minute.",
                "Start one of each, with the same settings for store and broker; what is asked for waits until then.");

        var versions = there.Select(worker => worker.Version).Distinct().Order(StringComparer.Ordinal).ToList();
        if (versions.Count > 1)
            yield return Finding.Warning(
                "several-versions", $"Workers of the versions {string.Join(" and ", versions)} work on the store at the same time.",
                "Bring all to one version when the upgrade is over.");

        if (missing.Count == 0 && versions.Count <= 1)
            yield return Finding.Ok($"Every service has a worker on the store{(versions is [var only] ? $", of version {only}" : "")}.");
    }
}

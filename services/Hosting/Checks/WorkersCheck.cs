using System.Runtime.CompilerServices;
using Presage.Hosting.Workers;

namespace Presage.Hosting.Checks;

/// <summary>Whether somebody of each service works on the store, and whether all are of one version.</summary>
/// <param name="services">The services that a job needs.</param>
public sealed class WorkersCheck(SeenWorkers workers, IReadOnlyList<string> services) : ICheck
{
    public string Name => "workers";

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var alive = (await workers.ListAsync(cancellation)).Where(worker => worker.IsAlive).ToList();
        var missing = services.Where(service => !alive.Exists(worker => worker.Does(service))).ToList();
        if (missing.Count > 0)
            yield return Finding.Warning(
                "no-worker",
                $"No worker of {string.Join(", ", missing)} has been seen on this store for "
                + $"{SeenWorkers.LongestSilence.TotalSeconds:0} s.",
                "Start one of each, with the same settings for store and broker; what is asked for waits until then.");

        var versions = alive.Select(worker => worker.Worker.Version).Distinct().Order(StringComparer.Ordinal).ToList();
        if (versions.Count > 1)
            yield return Finding.Warning(
                "several-versions", $"Workers of the versions {string.Join(" and ", versions)} work on the store at the same time.",
                "Bring all to one version when the upgrade is over.");

        if (missing.Count == 0 && versions.Count <= 1)
            yield return Finding.Ok($"Every service has a worker on the store{(versions is [var only] ? $", of version {only}" : "")}.");
    }
}

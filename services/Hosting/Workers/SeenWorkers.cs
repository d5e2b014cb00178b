using Presage.Storage;

namespace Presage.Hosting.Workers;

/// <summary>The workers of the store, with how long ago each was seen: by the clock of the store, as they were.</summary>
public sealed class SeenWorkers(IWorkers workers, IStoreClock store, TimeProvider clock)
{
    /// <summary>Longer than a worker is ever silent that lives, even if its store is slow.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<SeenWorker>> ListAsync(CancellationToken cancellation)
    {
        var all = await workers.ListAsync(cancellation);
        var now = (all.Count == 0 ? null : await store.NowAsync(cancellation)) ?? clock.GetUtcNow().UtcDateTime;
        return [.. all.Select(worker => Of(worker, now))];
    }

    /// <summary>Why no worker of a service does anything, as the end of a sentence; null when there is one.</summary>
    public async Task<string?> WhyNoneAsync(string service, CancellationToken cancellation)
    {
        var own = (await ListAsync(cancellation)).Where(worker => worker.Does(service)).ToList();
        if (own.Any(worker => worker.IsAlive))
            return null;

        var name = NameOf(service);
        return own.Count == 0 ? $"no worker of {name} runs on this store"
            : $"no worker of {name} has been seen for {Math.Floor(own.Min(worker => worker.Ago).TotalSeconds):0} s";
    }

    /// <summary>The service as people know it, such as Training.</summary>
    public static string NameOf(string service) => service.Length == 0 ? service : $"{char.ToUpperInvariant(service[0])}{service[1..]}";

    private static SeenWorker Of(WorkerRecord worker, DateTime now)
    {
        var ago = now - worker.SeenAt;
        return new SeenWorker(worker, ago > TimeSpan.Zero ? ago : TimeSpan.Zero, ago < LongestSilence);
    }
}

/// <param name="Ago">Since it last said something.</param>
/// <param name="IsAlive">Whether it is not silent for longer than one that lives.</param>
public sealed record SeenWorker(WorkerRecord Worker, TimeSpan Ago, bool IsAlive)
{
    public bool Does(string service) => Worker.Service == service || Worker.Service == WorkerIdentity.AllServices;
}

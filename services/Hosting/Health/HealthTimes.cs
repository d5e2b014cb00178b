namespace Presage.Hosting.Health;

/// <summary>Whoever asks waits longer than whoever answers, so that the reason is heard.</summary>
internal static class HealthTimes
{
    /// <summary>After this time a check says that what it asks does not answer. Probes of a platform wait longer.</summary>
    public static readonly TimeSpan Check = TimeSpan.FromSeconds(3);

    /// <summary>How long a container's own health check waits for the process beside it.</summary>
    public static readonly TimeSpan Probe = TimeSpan.FromSeconds(8);
}

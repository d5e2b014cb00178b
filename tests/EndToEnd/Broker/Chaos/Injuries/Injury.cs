namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

/// <summary>What can go wrong.</summary>
internal static class Injury
{
    /// <summary>Of a developer who wants to see one of the grave ones, such as PRESAGE_CHAOS_INJURY=HalfOpen.</summary>
    private const string Variable = "PRESAGE_CHAOS_INJURY";

    private static readonly IInjury[] s_frequent =
    [
        new ProcessKilled(), new ProcessKilled(), new ProcessesStopped(), new ProcessFrozen(), new StoreHeld(), new DiskFull(),
    ];

    private static readonly IInjury[] s_grave =
    [
        new BrokerStopped(), new MemoryAlarm(), new StoppedAtStart(), new PasswordRotated(), new SecondDeployment(), new StoreReplaced(),
        new HalfOpen(),
    ];

    /// <summary>Any of those of which several happen during every job.</summary>
    public static IInjury Frequent(Random random) => s_frequent[random.Next(s_frequent.Length)];

    /// <summary>The one that happens during the job of a seed; each has its turn.</summary>
    public static IInjury Grave(int seed) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name
            ? s_grave.Concat(s_frequent).First(injury => injury.GetType().Name == name)
            : s_grave[seed % s_grave.Length];
}

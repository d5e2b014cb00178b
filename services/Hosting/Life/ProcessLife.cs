using System.Reflection;

namespace Presage.Hosting.Life;

/// <summary>The one place that knows where this process is in its life, and who it is.</summary>
/// <param name="service">What the process is, in a word, such as <c>scoring</c>.</param>
public sealed class ProcessLife(string service, TimeProvider clock)
{
    private readonly Lock _one = new();
    private readonly long _begun = clock.GetTimestamp();

    /// <summary>Who works: machine and process.</summary>
    public static string Worker { get; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    public static string Version { get; } = VersionOf(typeof(ProcessLife).Assembly);

    public string Service => service;

    public ProcessState State { get; private set; }

    /// <summary>When the process came to its state.</summary>
    public DateTime Since { get; private set; } = clock.GetUtcNow().UtcDateTime;

    /// <summary>Time since the process began.</summary>
    public TimeSpan Age => clock.GetElapsedTime(_begun);

    /// <summary>Told of every state that the process comes to, in their order.</summary>
    public event Action<ProcessState>? Came;

    /// <summary>Name of a service from that of its program: of <c>Presage.Scoring</c> it is <c>scoring</c>.</summary>
    public static string ServiceOf(string program) => program.Split('.')[^1].ToLowerInvariant();

    /// <summary>Goes on to a state, unless the process is there or past it.</summary>
    public void GoOn(ProcessState state)
    {
        lock (_one)
        {
            if (state <= State)
                return;

            (State, Since) = (state, clock.GetUtcNow().UtcDateTime);
            Came?.Invoke(state);
        }
    }

    /// <summary>Without the commit that a build may add.</summary>
    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}

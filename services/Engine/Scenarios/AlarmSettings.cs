namespace Presage.Engine.Scenarios;

/// <summary>When an alarm of a scenario is raised and when it recovers; see <see cref="Alarms.AlarmRule"/>.</summary>
public sealed record AlarmSettings
{
    public static AlarmSettings Default { get; } = new();

    /// <summary>So many consecutive rows at or above the threshold raise an alarm; at least 1.</summary>
    public int OnDelay { get; init; } = 1;

    /// <summary>
    /// An alarm can recover where the probability is below threshold × (1 - hysteresis); from 0, which is the threshold itself, to below 1.
    /// </summary>
    public double Hysteresis { get; init; }

    /// <summary>Time that has to have passed since the last row that was not so low. Zero recovers at the first row that is.</summary>
    public TimeSpan Recovery { get; init; } = TimeSpan.FromHours(24);
}

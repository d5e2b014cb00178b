using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Monitoring.Stalls;

/// <summary>How runs that no message will wake any more are found. Section <c>StalledRuns</c>.</summary>
public sealed record StalledRunOptions
{
    public const string Section = "StalledRuns";

    /// <summary>What the section was called before; it is read for a version more.</summary>
    public const string FormerSection = "Sweeper";

    /// <summary>
    /// Whether this process looks for them. Commands that host the services for one run do not: they see their run's end themselves.
    /// </summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Time between two looks. 1 second or more.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long nothing may happen in a run before it is woken: no stage planned, no slice begun or finished. 1 second or more. A run whose
    /// messages wait behind a long backlog looks the same as one whose messages are lost; waking it is harmless, but each wake sends every
    /// missing slice once more. So this is well above the two minutes that a slice takes at most, and doubles with each wake: with 10
    /// minutes and 5 wakes a run is given up when it has waited for ten and a half hours.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a run is woken without any progress before it is failed. 0 to 20.</summary>
    public int Wakes { get; init; } = 5;

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public StalledRunOptions Validated()
    {
        Require(Interval >= TimeSpan.FromSeconds(1), nameof(Interval), "1 second or more");
        Require(Patience >= TimeSpan.FromSeconds(1), nameof(Patience), "1 second or more");
        Require(Wakes is >= 0 and <= 20, nameof(Wakes), "0 to 20");
        return this;
    }

    private static void Require(bool isRight, string name, string range) => OptionRule.Require(isRight, Section, name, range);
}

using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Monitoring.Overdue;

/// <summary>Section <c>Overdue</c>: how it is found that jobs have no succeeded run in time.</summary>
public sealed record OverdueOptions
{
    public const string Section = "Overdue";

    /// <summary>Whether this process looks for overdue intervals.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How often it is looked. From 1 second to 1 hour.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far back a process looks that has just been started. From 1 minute to 90 days.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(7);

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public OverdueOptions Validated()
    {
        Require(Interval >= TimeSpan.FromSeconds(1) && Interval <= TimeSpan.FromHours(1), nameof(Interval), "1 second to 1 hour");
        Require(LookBack >= TimeSpan.FromMinutes(1) && LookBack <= TimeSpan.FromDays(90), nameof(LookBack), "1 minute to 90 days");
        return this;
    }

    private static void Require(bool isRight, string name, string range) => OptionRule.Require(isRight, Section, name, range);
}

using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Scheduler;

/// <summary>Section <c>Scheduler</c>.</summary>
public sealed record SchedulerOptions
{
    public const string Section = "Scheduler";

    /// <summary>
    /// Whether this process looks after jobs when no other does. One that does not still does steps, and notes what triggers are pulled.
    /// </summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Whether it decides about schedules and triggers. Commands that wait for a job run of their own only advance what has begun.
    /// </summary>
    public bool Schedules { get; init; } = true;

    /// <summary>Longest time between two looks. 10 milliseconds or more.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a scheduler that is gone keeps others from taking its place. It is extended each third of it. 1 second or more.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Steps that a process does at a time itself: reports, exports, promotions, notifications. 1 or more.</summary>
    public int Concurrency { get; init; } = 2;

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public SchedulerOptions Validated()
    {
        Require(Interval >= TimeSpan.FromMilliseconds(10), nameof(Interval), "10 milliseconds or more");
        Require(Lease >= TimeSpan.FromSeconds(1), nameof(Lease), "1 second or more");
        Require(Concurrency >= 1, nameof(Concurrency), "1 or more");
        return this;
    }

    private static void Require(bool isRight, string name, string range) => OptionRule.Require(isRight, Section, name, range);
}

namespace Presage.Tests.Hosting.Workers;

/// <summary>The clock of a machine that somebody has set wrong, or sets while work is done; what is measured stays right.</summary>
internal sealed class SetClock(TimeSpan ahead) : TimeProvider
{
    public TimeSpan Ahead { get; set; } = ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}

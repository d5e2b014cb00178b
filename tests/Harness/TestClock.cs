namespace Presage.Tests.Harness;

/// <summary>A clock that stands until it is set; timers run on.</summary>
public sealed class TestClock(DateTime now) : TimeProvider
{
    public DateTime Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => new(Now);
}

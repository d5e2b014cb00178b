namespace Presage.Tests.Services.Harness;

/// <summary>A clock that stands still.</summary>
internal sealed class SetClock(DateTime now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(now, TimeSpan.Zero);
}

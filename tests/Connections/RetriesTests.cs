using FsCheck;
using FsCheck.Fluent;
using Presage.Connections.Sending;

namespace Presage.Tests.Connections;

public sealed class RetriesTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 300)]
    [InlineData(3, 1_800)]
    [InlineData(9, 86_400)]
    public void Pauses_grow_with_the_attempts(int attempts, double seconds) =>
        Retries.After(attempts, "d")!.Value.TotalSeconds.ShouldBeInRange(seconds, seconds * 1.1);

    [Fact]
    public void After_the_tenth_attempt_it_is_given_up() => Retries.After(10, "d").ShouldBeNull();

    [Fact]
    public void What_failed_together_does_not_come_back_together() =>
        Enumerable.Range(0, 100).Select(i => Retries.After(3, $"delivery-{i}")).Distinct().Count().ShouldBeGreaterThan(90);

    [Fact]
    public void Whoever_asks_is_left_alone_for_longer_but_no_longer_than_a_day() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (attempts, seconds) =>
        {
            var asked = TimeSpan.FromSeconds(seconds.Get * 1_000L);
            var attempt = 1 + (attempts.Get % 9);
            var (usual, pause) = (Retries.After(attempt, "d")!.Value, Retries.After(attempt, "d", asked)!.Value);

            pause.ShouldBeGreaterThanOrEqualTo(usual);
            if (asked <= Retries.Longest)
                pause.ShouldBeGreaterThanOrEqualTo(asked);

            pause.ShouldBeLessThanOrEqualTo(usual > Retries.Longest ? usual : Retries.Longest);
        }).QuickCheckThrowOnFailure();
}

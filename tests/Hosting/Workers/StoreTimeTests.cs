using Presage.Engine;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Tests.Hosting.Workers;

/// <summary>Processes whose clocks differ have one time: the store's.</summary>
public sealed class StoreTimeTests
{
    private static readonly TimeSpan s_near = TimeSpan.FromSeconds(1);

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-3 * 86_400)]
    [InlineData(-7)]
    [InlineData(0)]
    [InlineData(86_400)]
    public async Task A_process_goes_by_the_clock_of_its_server(int ahead)
    {
        var time = new StoreTime(new Server(), new SetClock(TimeSpan.FromSeconds(ahead)));

        var now = await time.NowAsync(Cancellation);

        (now - Now).Duration().ShouldBeLessThan(s_near);
        time.Skew!.Value.TotalSeconds.ShouldBe(ahead, 1);
        time.IsSkewed.ShouldBe(ahead != 0);
    }

    [Fact]
    public async Task A_clock_that_is_set_later_is_found_when_it_is_looked_at_again()
    {
        var clock = new SetClock(TimeSpan.Zero);
        var time = new StoreTime(new Server(), clock);
        await time.NowAsync(Cancellation);

        clock.Ahead = TimeSpan.FromHours(1);
        await time.MeasureAsync(Cancellation);

        (time.Now - Now).Duration().ShouldBeLessThan(s_near);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_leaves_the_process_its_own_clock()
    {
        var time = new StoreTime(new Server { IsAway = true }, new SetClock(TimeSpan.FromHours(1)));

        var now = await time.NowAsync(Cancellation);

        (now - Now).ShouldBeGreaterThan(TimeSpan.FromMinutes(59));
        time.Skew.ShouldBeNull();
    }

    private sealed class Server : IStoreClock
    {
        public bool IsAway { get; init; }

        public bool IsOfServer => true;

        public Task<DateTime?> NowAsync(CancellationToken cancellation) => IsAway
            ? throw new PresageException(ErrorKind.Unavailable, "store-unreachable", "The store does not answer.", "Start it.")
            : Task.FromResult<DateTime?>(Now);
    }
}

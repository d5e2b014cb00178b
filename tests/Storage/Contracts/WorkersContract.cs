using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class WorkersContract<TStore> : StorageContract<TStore, IWorkers>
    where TStore : IStoreUnderTest, new()
{
    private static readonly WorkerRecord s_first = new(
        "host-7-ab12", "training", "0.2.0", "ready", At(0), At(1), TimeSpan.FromSeconds(-7.5), new("train-1", "trials", 3, At(1), true),
        new("train-2", "slices planned", 1_200, 20_000));

    private static readonly WorkerRecord s_second = new("host-8-cd34", "ingestion", "0.2.0", "starting", At(0), At(2));

    [Fact]
    public async Task Workers_say_all_of_themselves_and_are_listed_by_service()
    {
        await Port.SayAsync(s_first, Cancellation);
        await OpenAgain().SayAsync(s_second, Cancellation);

        (await Port.ListAsync(Cancellation)).ShouldBe([s_second, s_first]);
    }

    [Fact]
    public async Task What_a_worker_says_takes_the_place_of_what_it_said()
    {
        await Port.SayAsync(s_first, Cancellation);
        var later = s_first with { State = "draining", SeenAt = At(3), Skew = null, Slice = null, Planning = null };
        await Port.SayAsync(later, Cancellation);

        (await OpenAgain().ListAsync(Cancellation)).ShouldBe([later]);
    }

    [Fact]
    public async Task A_worker_that_ends_is_there_no_more_and_ends_twice_without_harm()
    {
        await Port.SayAsync(s_first, Cancellation);
        await Port.SayAsync(s_second, Cancellation);

        await Port.LeaveAsync(s_first.Id, Cancellation);
        await Port.LeaveAsync(s_first.Id, Cancellation);

        (await Port.ListAsync(Cancellation)).ShouldBe([s_second]);
    }

    [Fact]
    public async Task Those_that_have_been_silent_for_long_are_forgotten()
    {
        await Port.SayAsync(s_first, Cancellation);
        await Port.SayAsync(s_second, Cancellation);

        (await Port.ForgetAsync(At(2), Cancellation)).ShouldBe(1);
        (await Port.ListAsync(Cancellation)).ShouldBe([s_second]);
    }

    [Fact]
    public async Task The_store_has_a_clock()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;

        var there = await Ports.GetRequiredService<IStoreClock>().NowAsync(Cancellation);

        (there!.Value - now).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}

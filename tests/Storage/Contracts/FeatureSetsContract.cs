using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class FeatureSetsContract<TStore> : StorageContract<TStore, IFeatureSets>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task A_part_is_read_as_it_was_stored()
    {
        var rows = new byte[300_000];
        new Random(1).NextBytes(rows);

        await Port.PutAsync("r1", 3, rows, Cancellation);

        (await OpenAgain().GetAsync("r1", 3, Cancellation)).ShouldBe(rows);
        (await Port.GetAsync("r1", 4, Cancellation)).ShouldBeNull();
        (await Port.GetAsync("r2", 3, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_part_of_a_larger_buffer_and_an_empty_part_are_stored()
    {
        await Port.PutAsync("r1", 0, new byte[] { 1, 2, 3, 4 }.AsMemory(1, 2), Cancellation);
        await Port.PutAsync("r1", 1, ReadOnlyMemory<byte>.Empty, Cancellation);

        (await Port.GetAsync("r1", 0, Cancellation)).ShouldBe([2, 3]);
        (await Port.GetAsync("r1", 1, Cancellation)).ShouldBe([]);
    }

    [Fact]
    public async Task Storing_a_part_again_replaces_it()
    {
        await Port.PutAsync("r1", 0, new byte[] { 1 }, Cancellation);
        await Port.PutAsync("r1", 0, new byte[] { 2, 3 }, Cancellation);

        (await Port.GetAsync("r1", 0, Cancellation)).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task Deleting_a_run_deletes_its_parts_only()
    {
        await Port.PutAsync("r1", 0, new byte[] { 1 }, Cancellation);
        await Port.PutAsync("r1", 1, new byte[] { 1 }, Cancellation);
        await Port.PutAsync("r2", 0, new byte[] { 2 }, Cancellation);

        await Port.DeleteAsync("r1", Cancellation);
        await Port.DeleteAsync("r1", Cancellation);

        (await Port.GetAsync("r1", 0, Cancellation)).ShouldBeNull();
        (await Port.GetAsync("r1", 1, Cancellation)).ShouldBeNull();
        (await Port.GetAsync("r2", 0, Cancellation)).ShouldBe([2]);
    }
}

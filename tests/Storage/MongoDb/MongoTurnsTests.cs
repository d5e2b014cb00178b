using MongoDB.Bson;
using Presage.Storage;
using Presage.Storage.MongoDb;

namespace Presage.Tests.Storage.MongoDb;

public sealed class MongoTurnsTests : MongoStoreTests
{
    private IStoreTurns Turns => (IStoreTurns)Under.Open(
        MongoSettings.Default with { LongestTurnSilence = TimeSpan.FromSeconds(1) }).GetService(typeof(IStoreTurns))!;

    [Fact]
    public async Task The_turn_of_a_process_that_was_killed_is_over_after_a_while()
    {
        await Under.Database.GetCollection<BsonDocument>("turns").InsertOneAsync(
            new BsonDocument { ["_id"] = "ingest/0", ["holder"] = ObjectId.GenerateNewId(), ["beats"] = 7 }, null, Cancellation);

        var turn = await Turns.WaitAsync("ingest/0", Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        (await RowsAsync("turns")).ShouldHaveSingleItem()["beats"].ToInt32().ShouldBeLessThan(7);
        await turn.DisposeAsync();
        (await RowsAsync("turns")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_turn_of_a_process_that_lives_lasts_as_long_as_it_takes()
    {
        var first = await Turns.WaitAsync("ingest/0", Cancellation);

        var second = Turns.WaitAsync("ingest/0", Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(2.5), Cancellation);

        second.IsCompleted.ShouldBeFalse();
        await first.DisposeAsync();
        await (await second.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).DisposeAsync();
    }
}

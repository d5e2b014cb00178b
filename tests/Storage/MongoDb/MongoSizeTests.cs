using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Storage.MongoDb;

public sealed class MongoSizeTests : MongoStoreTests
{
    [Fact]
    public async Task A_block_that_is_larger_than_a_document_may_be_is_told()
    {
        const int Count = 1_100_000;
        var start = UnixTime.FromDateTime(Noon);
        var times = Enumerable.Range(0, Count).Select(i => start + i).ToArray();
        var batch = new TelemetryBatch("17", times, new long[Count], [new double[Count], new double[Count]]);

        var error = await Should.ThrowAsync<PresageException>(
            () => Get<ITelemetry>().MergeAsync("plant", TimeSpan.FromDays(30), [batch], Cancellation));

        error.Code.ShouldBe("record-too-large");
        (await RowsAsync("telemetry")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Readings_of_the_year_one_have_a_block()
    {
        var time = UnixTime.FromDateTime(DateTime.MinValue);
        var batch = new TelemetryBatch("17", [time], [0], [[1.5]]);

        await Get<ITelemetry>().MergeAsync("plant", TimeSpan.FromDays(30), [batch], Cancellation);

        (await RowAsync("telemetry"))["_id"].ShouldBe("plant/17/0001-01-01");
    }
}

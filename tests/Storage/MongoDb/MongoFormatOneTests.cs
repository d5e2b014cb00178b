using MongoDB.Bson;
using Presage.Storage;
using Presage.Tests.Storage.Contracts;
using Presage.Tests.Storage.Telemetry;

namespace Presage.Tests.Storage.MongoDb;

public sealed class MongoFormatOneTests : MongoStoreTests
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(28);

    [Fact]
    public async Task A_block_of_an_earlier_version_is_read_and_merged_into()
    {
        var telemetry = Get<ITelemetry>();
        await telemetry.MergeAsync("plant", Period, [FormatOneTests.Expected with { Machine = "other" }], Cancellation);
        var row = await RowAsync("telemetry");
        row["_id"] = row["_id"].AsString.Replace("/other/", "/7/", StringComparison.Ordinal);
        row["machine"] = "7";
        row["format"] = 1;
        row["times"] = Convert.FromHexString("80A0D5EDEE660280BAB703");
        row["known"] = Convert.FromHexString("80E4FF8FEF6601000180C4AA22");
        row["values"] = new BsonArray(FormatOneTests.Expected.Values.Select(column => new BsonBinaryData(FormatOneTests.Floats(column))));
        row["checksum"] = 4_113_307_395;
        row.Remove("unit");
        await Under.Database.GetCollection<BsonDocument>("telemetry").InsertOneAsync(row, cancellationToken: Cancellation);

        (await ReadAsync(DateTime.MaxValue)).ShouldHaveSameReadingsAs(FormatOneTests.Expected);
        var stretches = telemetry.StretchesAsync("plant", ["7"], TimeSpan.FromHours(1), DateTime.MaxValue, Cancellation);
        (await stretches.ToListAsync(Cancellation))[0].Stretches.Count.ShouldBe(1);
        var corrected = FormatOneTests.Expected with { Values = [[2.5, 3.5, -2.25], [10, 11, 12]] };
        var counts = await telemetry.MergeAsync(
            "plant", Period, [corrected with { Known = [.. corrected.Known.Select(_ => corrected.Known[2])] }], Cancellation);

        counts.ShouldBe(new(1, 1, 1));
        (await ReadAsync(DateTime.MaxValue)).ShouldHaveSameReadingsAs(corrected);
        (await ReadAsync(Noon.Date.AddHours(19))).ShouldHaveSameReadingsAs(FormatOneTests.Expected.Pick([0, 1]));
    }

    private Task<TelemetryBatch> ReadAsync(DateTime asOf) =>
        Get<ITelemetry>().ReadAsync("plant", "7", 2, DateTime.MinValue, DateTime.MaxValue, asOf, Cancellation);
}

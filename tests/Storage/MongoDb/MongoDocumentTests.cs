using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Storage.Telemetry;
using Presage.Tests.Storage.Contracts;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>What a person or another program finds in the database.</summary>
public sealed class MongoDocumentTests : MongoStoreTests
{
    [Fact]
    public void An_id_begins_with_its_shard_key_and_no_two_things_have_the_same()
    {
        MongoIds.Of("plant", "17", "error", MongoIds.Time(Noon), "error1").ShouldBe("plant/17/error/2026-01-01T12:00:00Z/error1");
        MongoIds.Of("a/b", "c").ShouldBe("a%2Fb/c");
        MongoIds.Of("a", "b/c").ShouldNotBe(MongoIds.Of("a/b", "c"));
        MongoIds.Of("a%2Fb").ShouldNotBe(MongoIds.Of("a/b"));
        MongoIds.Time(Noon.AddMilliseconds(5)).ShouldBe("2026-01-01T12:00:00.005Z");
    }

    [Fact]
    public async Task A_block_has_a_binary_of_float64_a_sensor_and_says_in_plain_fields_what_it_holds()
    {
        var batch = Readings.Of("17", 3, 20);
        await Get<ITelemetry>().MergeAsync("plant", TimeSpan.FromDays(2), [batch], Cancellation);

        var block = await RowAsync("telemetry");

        block["_id"].ShouldBe("plant/17/2026-01-01");
        (block["dataset"].AsString, block["machine"].AsString, block["readings"].ToInt32()).ShouldBe(("plant", "17", 20));
        block["start"].ToUniversalTime().ShouldBe(Noon.Date);
        block["end"].ToUniversalTime().ShouldBe(Noon.Date.AddDays(2));
        block["first"].ToUniversalTime().ShouldBe(Noon.Date.AddHours(3));
        block["last"].ToUniversalTime().ShouldBe(Noon.Date.AddHours(22));
        var columns = block["values"].AsBsonArray.Select(column => column.AsByteArray).ToList();
        columns.Count.ShouldBe(2);
        BitConverter.ToDouble(columns[1], 7 * sizeof(double)).ShouldBe(batch.Values[1][7]);
    }

    [Fact]
    public async Task A_prediction_has_its_probabilities_under_their_components()
    {
        await Get<IPredictions>().EnsureAsync(new("weekly", "plant", ["comp1", "comp2"], TimeSpan.FromHours(84), Noon), Cancellation);
        await Get<IPredictions>().WriteAsync(
            "weekly", [new("17", Noon, [0.9, 0.1], [0.5, 0.4], "comp1", [new("age", 0.5, 18, 9, "age is 18")], "pump", 3, "r1", "f1")],
            Cancellation);

        var row = await RowAsync("predictions");

        row["_id"].ShouldBe("weekly/17/2026-01-01T12:00:00Z");
        row["probabilities"]["comp1"].ShouldBe(0.9);
        row["thresholds"]["comp2"].ShouldBe(0.4);
        (row["decision"].AsString, row["model"].AsString, row["version"].ToInt32(), row["revision"].ToInt32())
            .ShouldBe(("comp1", "pump", 3, 1));
        row["reasons"][0]["text"].ShouldBe("age is 18");
    }

    [Fact]
    public async Task An_event_is_found_by_kind_machine_and_time()
    {
        await Get<IEvents>().AddAsync(
            "plant", EventKind.Failure, [new("17", Noon, "comp1", Noon), new("18", Noon, "comp2", Noon)], Cancellation);

        var found = await Under.Database.GetCollection<BsonDocument>("events").Find(new BsonDocument
        {
            ["dataset"] = "plant",
            ["kind"] = "failure",
            ["time"] = new BsonDocument("$gte", Noon),
            ["machine"] = "17",
        }).ToListAsync(Cancellation);

        found.ShouldHaveSingleItem()["code"].ShouldBe("comp1");
    }

    [Fact]
    public async Task A_model_can_be_asked_for_its_figures()
    {
        byte[] artifact = [1, 2, 3];
        await Get<IModels>().RegisterAsync(
            new(
                "pump", 0, "key", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(artifact)), "gradient-boosting",
                "default", "plant", "r1", Noon,
                "{\"seed\":1}", "{\"test\":{\"f1\":0.75}}", new Dictionary<string, double> { ["comp1"] = 0.5 }),
            artifact, Cancellation);

        var found = await Under.Database.GetCollection<BsonDocument>("models").Find(
            new BsonDocument("metrics.test.f1", new BsonDocument("$gt", 0.7))).ToListAsync(Cancellation);

        var model = found.ShouldHaveSingleItem();
        (model["_id"].AsString, model["lineage"]["seed"].ToInt32(), model["thresholds"]["comp1"].ToDouble())
            .ShouldBe(("pump/000001", 1, 0.5));
    }
}

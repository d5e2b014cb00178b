using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;
using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.Storage.MongoDb;

public sealed class MongoTopologyTests : MongoStoreTests
{
    private static readonly DataSet Plant = new("plant", "azure-pdm", "", "", Noon);

    [Fact]
    public async Task Deploying_creates_every_collection_and_index_once()
    {
        await Get<IStoreTopology>().DeployAsync(Cancellation);
        await Get<IStoreTopology>().DeployAsync(Cancellation);

        var collections = await (await Under.Database.ListCollectionNamesAsync(cancellationToken: Cancellation)).ToListAsync(Cancellation);
        collections.ShouldBe([.. MongoRules.All.Select(rule => rule.Collection), "schema"], ignoreOrder: true);
        foreach (var rule in MongoRules.All)
        {
            var indexes = await (await Under.Database.GetCollection<BsonDocument>(rule.Collection).Indexes.ListAsync(Cancellation))
                .ToListAsync(Cancellation);
            indexes.Count.ShouldBe(1 + rule.Indexes.Count, rule.Collection);
        }
    }

    [Fact]
    public void Only_GridFS_asks_for_unique_indexes() =>
        MongoRules.All.Where(rule => rule.Indexes.Any(index => index.Options.Unique == true)).Select(rule => rule.Collection)
            .ShouldBe(["feature_files.chunks", "model_files.chunks"]);

    [Theory]
    [InlineData("slices", "endedAt")]
    [InlineData("slice_attempts", "startedAt")]
    public void The_latest_that_a_run_has_done_is_found_without_looking_at_all_its_slices(string collection, string time) =>
        MongoRules.All.Single(rule => rule.Collection == collection).Indexes
            .Select(index => index.Keys.Render(new(BsonDocumentSerializer.Instance, BsonSerializer.SerializerRegistry)))
            .ShouldContain(new BsonDocument { ["run"] = 1, [time] = -1 });

    [Fact]
    public void The_guide_has_a_query_for_every_collection()
    {
        var guide = File.ReadAllText(Path.Combine(MongoBridge.RepositoryRoot, "docs", "operate", "mongodb.md"));

        MongoRules.All.Where(rule => rule.Validator is not null).Where(
            rule => !guide.Contains($"\ndb.{rule.Collection}.", StringComparison.Ordinal))
            .Select(rule => rule.Collection).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_stored_before_is_kept()
    {
        Under.SkipUnlessServer("rules of collections");
        await Get<IDataSets>().EnsureAsync(Plant, Cancellation);

        await Get<IStoreTopology>().DeployAsync(Cancellation);

        (await Get<IDataSets>().FindAsync("plant", Cancellation)).ShouldBe(Plant);
    }

    [Fact]
    public async Task Rules_refuse_what_another_program_writes_wrongly()
    {
        Under.SkipUnlessServer("rules of collections");
        await Get<IStoreTopology>().DeployAsync(Cancellation);

        var error = await Should.ThrowAsync<PresageException>(() => Store.RunAsync(
            () => Store.Collection("events").InsertOneAsync(
                new BsonDocument { ["_id"] = "x", ["kind"] = "nonsense" }, cancellationToken: Cancellation), Cancellation));

        error.Code.ShouldBe("store-rules");
        await Get<IEvents>().AddAsync("plant", EventKind.Error, [new("17", Noon, "error1", Noon)], Cancellation);
    }

    [Fact]
    public void Rules_name_what_is_missing_and_what_is_of_another_type()
    {
        var schema = MongoRules.All.Single(rule => rule.Collection == "events").Validator!["$jsonSchema"].AsBsonDocument;

        var violations = Rules.Violations(schema, new()
        {
            ["_id"] = "x",
            ["dataset"] = "plant",
            ["machine"] = 17,
            ["kind"] = "nonsense",
            ["time"] = Noon,
            ["code"] = "error1",
        });

        violations.ShouldBe(["known is missing", "machine is no string", "kind is nonsense"]);
    }

    [Fact]
    public async Task A_store_of_a_later_version_is_neither_used_nor_deployed_to()
    {
        await Get<IStoreTopology>().DeployAsync(Cancellation);
        await Under.Database.GetCollection<BsonDocument>("schema").UpdateOneAsync(
            MongoSchema.Filter,
            new BsonDocument("$set", new BsonDocument
            {
                ["version"] = MongoSchema.CurrentVersion + 1,
                ["leastReader"] = MongoSchema.CurrentVersion + 1,
            }),
            cancellationToken: Cancellation);
        var later = new MongoTopology(Under.Open().GetRequiredService<MongoStore>());

        var deployed = await Should.ThrowAsync<PresageException>(() => later.DeployAsync(Cancellation));
        var used = await Should.ThrowAsync<PresageException>(
            () => new MongoDataSets(Under.Open().GetRequiredService<MongoStore>()).ListAsync(Cancellation));

        (deployed.Code, used.Code).ShouldBe(("store-too-new", "store-too-new"));
        used.Message.ShouldContain(Under.Name);
    }
}

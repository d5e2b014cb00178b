using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>Bytes in documents and in GridFS.</summary>
public sealed class MongoArtifactTests : MongoStoreTests
{
    private static readonly MongoSettings Small = new(LargestInline: 1_000);

    [Fact]
    public async Task A_model_larger_than_a_document_may_be_is_stored_and_read()
    {
        var artifact = BytesOf(17 << 20);

        await Get<IModels>().RegisterAsync(ModelOf(artifact), artifact, Cancellation);

        (await Get<IModels>().ArtifactAsync("pump", 1, Cancellation)).AsSpan().SequenceEqual(artifact).ShouldBeTrue();
        (await RowsAsync("model_files.files")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_001)]
    public async Task Bytes_that_are_not_those_that_were_stored_are_refused(int length)
    {
        var models = Under.Open(Small).GetRequiredService<IModels>();
        var artifact = BytesOf(length);
        await models.RegisterAsync(ModelOf(artifact), artifact, Cancellation);
        artifact[5]++;
        await ChangeAsync("models", new("artifact.data", new BsonDocument("$exists", true)), new("artifact.data", artifact));
        await ChangeAsync("model_files.chunks", new("n", 0), new("data", artifact));

        (await Should.ThrowAsync<PresageException>(() => models.ArtifactAsync("pump", 1, Cancellation))).Code.ShouldBe("damaged-model");
    }

    [Fact]
    public async Task A_model_whose_file_is_gone_is_damaged()
    {
        var models = Under.Open(Small).GetRequiredService<IModels>();
        var artifact = BytesOf(5_000);
        await models.RegisterAsync(ModelOf(artifact), artifact, Cancellation);
        await Under.Database.DropCollectionAsync("model_files.files", Cancellation);

        (await Should.ThrowAsync<PresageException>(() => models.ArtifactAsync("pump", 1, Cancellation))).Code.ShouldBe("damaged-model");
    }

    [Fact]
    public async Task The_same_model_registered_by_many_at_once_leaves_one_file()
    {
        var artifact = BytesOf(5_000);
        var processes = Enumerable.Range(0, 4).Select(_ => Under.Open(Small).GetRequiredService<IModels>()).ToList();

        var versions = await Task.WhenAll(
            processes.Select(models => Task.Run(() => models.RegisterAsync(ModelOf(artifact), artifact, Cancellation))));

        versions.Select(version => version.Number).Distinct().ShouldBe([1]);
        (await RowsAsync("model_files.files")).Count.ShouldBe(1);
        (await processes[0].ArtifactAsync("pump", 1, Cancellation)).ShouldBe(artifact);
    }

    [Fact]
    public async Task A_part_that_is_replaced_leaves_no_file_behind()
    {
        var features = Under.Open(Small).GetRequiredService<IFeatureSets>();
        await features.PutAsync("r1", 0, BytesOf(5_000), Cancellation);

        await features.PutAsync("r1", 0, BytesOf(6_000), Cancellation);
        (await features.GetAsync("r1", 0, Cancellation)).ShouldBe(BytesOf(6_000));
        (await RowsAsync("feature_files.files")).Count.ShouldBe(1);

        await features.PutAsync("r1", 0, BytesOf(10), Cancellation);
        (await features.GetAsync("r1", 0, Cancellation)).ShouldBe(BytesOf(10));
        (await RowsAsync("feature_files.files")).ShouldBeEmpty();
        (await RowsAsync("feature_files.chunks")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_a_run_deletes_its_files_also_those_of_a_writer_that_was_killed()
    {
        var features = Under.Open(Small).GetRequiredService<IFeatureSets>();
        await features.PutAsync("r1", 0, BytesOf(5_000), Cancellation);
        await features.PutAsync("r2", 0, BytesOf(5_000), Cancellation);
        await new MongoArtifacts(Store, "feature_files", 1_000).PutAsync("r1", BytesOf(7_000), Cancellation);

        await features.DeleteAsync("r1", Cancellation);

        (await RowsAsync("feature_files.files")).ShouldHaveSingleItem()["filename"].ShouldBe("r2");
        (await RowsAsync("feature_files.chunks")).Count.ShouldBe(1);
        (await features.GetAsync("r2", 0, Cancellation)).ShouldBe(BytesOf(5_000));
    }

    [Fact]
    public async Task Deleting_a_run_deletes_also_what_a_writer_that_was_killed_in_the_middle_of_a_file_has_left()
    {
        await ChunkAsync("feature_files", "r1", DateTime.UtcNow);
        await ChunkAsync("feature_files", "r10", DateTime.UtcNow);

        await Get<IFeatureSets>().DeleteAsync("r1", Cancellation);

        (await RowAsync("feature_files.chunks"))["files_id"].AsString.ShouldStartWith("r10/");
    }

    [Fact]
    public async Task Files_of_registrations_that_were_killed_go_with_the_next_one_and_those_being_written_stay()
    {
        var models = Under.Open(Small).GetRequiredService<IModels>();
        var (first, second) = (BytesOf(5_000), BytesOf(6_000));
        await models.RegisterAsync(ModelOf(first), first, Cancellation);
        var old = DateTime.UtcNow.AddDays(-2);
        await ChunkAsync("model_files", "pump", old);
        await FileAsync("model_files", await ChunkAsync("model_files", "pump", old));
        var (young, other) =
            (await ChunkAsync("model_files", "pump", DateTime.UtcNow.AddHours(-1)), await ChunkAsync("model_files", "pump2", old));

        await models.RegisterAsync(ModelOf(second) with { LineageKey = "another" }, second, Cancellation);

        var left = (await RowsAsync("model_files.chunks")).Select(chunk => chunk["files_id"].AsString).ToList();
        left.ShouldBe(
            [.. (await RowsAsync("models")).Select(model => model["artifact"]["file"].AsString), young, other], ignoreOrder: true);
        (await RowsAsync("model_files.files")).Count.ShouldBe(2);
        (await models.ArtifactAsync("pump", 1, Cancellation)).ShouldBe(first);
    }

    [Fact]
    public async Task Large_parts_are_in_no_command_of_which_a_server_keeps_the_document()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        var options = new StorageOptions { Provider = StorageOptions.MongoDb, Uri = bridge.Uri, Database = "plants" };
        await using var ports = new ServiceCollection().AddMongoStorage(options).BuildServiceProvider();
        await bridge.FailAsync("{ failCommands: ['findAndModify'], errorCode: 13 }");
        var features = ports.GetRequiredService<IFeatureSets>();

        await features.PutAsync("r1", 0, BytesOf(100), Cancellation);
        await features.PutAsync("r1", 0, BytesOf(200), Cancellation);

        (await features.GetAsync("r1", 0, Cancellation)).ShouldBe(BytesOf(200));
    }

    [Fact]
    public async Task Damaged_feature_rows_are_refused()
    {
        await Get<IFeatureSets>().PutAsync("r1", 0, BytesOf(100), Cancellation);
        await ChangeAsync("feature_parts", [], new("artifact.data", BytesOf(99)));

        (await Should.ThrowAsync<PresageException>(() => Get<IFeatureSets>().GetAsync("r1", 0, Cancellation))).Code.ShouldBe(
            "store-damaged");
    }

    /// <summary>The beginning of a file, as a writer leaves it that is killed.</summary>
    private async Task<string> ChunkAsync(string bucket, string owner, DateTime begun)
    {
        var file = MongoIds.Of(owner, $"{ObjectId.GenerateNewId(begun)}");
        await Under.Database.GetCollection<BsonDocument>($"{bucket}.chunks").InsertOneAsync(
            new BsonDocument { ["files_id"] = file, ["n"] = 0, ["data"] = new byte[10] }, cancellationToken: Cancellation);
        return file;
    }

    private Task FileAsync(string bucket, string file) => Under.Database.GetCollection<BsonDocument>($"{bucket}.files").InsertOneAsync(
        new BsonDocument { ["_id"] = file, ["filename"] = "pump", ["length"] = 10L }, cancellationToken: Cancellation);

    private Task<UpdateResult> ChangeAsync(string collection, BsonDocument filter, BsonDocument set) =>
        Under.Database.GetCollection<BsonDocument>(collection).UpdateManyAsync(
            filter, new BsonDocument("$set", set), cancellationToken: Cancellation);

    private static byte[] BytesOf(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static ModelVersion ModelOf(byte[] artifact) => new(
        "pump", 0, "key", Convert.ToHexStringLower(SHA256.HashData(artifact)), "gradient-boosting", "default", "plant", "r1", Noon, "{}",
        "{}",
        new Dictionary<string, double>());
}

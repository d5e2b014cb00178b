using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;

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
    public async Task Damaged_feature_rows_are_refused()
    {
        await Get<IFeatureSets>().PutAsync("r1", 0, BytesOf(100), Cancellation);
        await ChangeAsync("feature_parts", [], new("artifact.data", BytesOf(99)));

        (await Should.ThrowAsync<PresageException>(() => Get<IFeatureSets>().GetAsync("r1", 0, Cancellation))).Code.ShouldBe(
            "store-damaged");
    }

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

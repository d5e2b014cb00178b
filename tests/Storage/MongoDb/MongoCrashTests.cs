using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Tests.Storage.Contracts;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>A process was killed between two writes of one operation; the operation is given again.</summary>
public sealed class MongoCrashTests : MongoStoreTests
{
    private static readonly SliceRecord Slice = new(0, "worker", 1, Noon, Noon.AddMinutes(1), 10);
    private static readonly ResultSet Weekly = new("weekly", "plant", ["comp1"], TimeSpan.FromHours(84), Noon);
    private static readonly Prediction Row = new("17", Noon, [0.9], [0.5], null, [], "pump", 1, "r1", "f1");

    private static readonly ModelVersion Model = new(
        "pump", 0, "a", Convert.ToHexStringLower(SHA256.HashData([1])), "forest", "default", "plant", "r1", Noon, "{}", "{}",
        new Dictionary<string, double>());

    [Fact]
    public async Task A_slice_whose_record_was_written_but_not_counted_is_not_done_and_can_be_completed()
    {
        await Get<IRuns>().PlanStageAsync("r1", "read", 2, Noon, Cancellation);
        await Under.Database.GetCollection<BsonDocument>("slices").InsertOneAsync(
            MongoSliceRows.Write("r1", "read", Slice), cancellationToken: Cancellation);

        (await Get<IRuns>().IsSliceDoneAsync("r1", "read", 0, Cancellation)).ShouldBeFalse();
        (await Get<IRuns>().SlicesAsync("r1", "read", Cancellation)).ShouldBeEmpty();

        var second = Slice with { Attempt = 2, Rows = 11 };
        (await Get<IRuns>().CompleteSliceAsync("r1", "read", second, Cancellation)).ShouldBe(new("read", 2, 1, 11));
        (await Get<IRuns>().SlicesAsync("r1", "read", Cancellation)).ShouldBe([second]);
    }

    [Fact]
    public async Task A_run_whose_slices_were_taken_back_has_still_ended_and_can_be_reopened()
    {
        await FailedAsync();
        await new MongoStages(Store, MongoSettings.Default).TakeBackAsync("r1", "read", [0], 1, Cancellation);

        (await Get<IRuns>().FindAsync("r1", Cancellation))!.State.ShouldBe(RunState.Failed);
        (await Get<IRuns>().ReopenAsync("r1", "read", [0], Noon, Cancellation)).ShouldBeTrue();

        (await Get<IRuns>().ProgressAsync("r1", "read", Cancellation)).ShouldBe(new("read", 2, 0, 0));
        (await Get<IRuns>().CompleteSliceAsync("r1", "read", Slice, Cancellation)).Done.ShouldBe(0);
    }

    [Fact]
    public async Task Slices_are_not_taken_back_again_by_somebody_who_reopens_too_late()
    {
        await FailedAsync();
        await Get<IRuns>().ReopenAsync("r1", "read", [0], Noon, Cancellation);
        await Get<ISliceAttempts>().BeginAsync("r1", "read", 0, "worker", Noon, Cancellation);
        await Get<IRuns>().CompleteSliceAsync("r1", "read", Slice with { Attempt = 2 }, Cancellation);

        await new MongoStages(Store, MongoSettings.Default).TakeBackAsync("r1", "read", [0], 1, Cancellation);

        (await Get<IRuns>().ProgressAsync("r1", "read", Cancellation))!.Done.ShouldBe(1);
    }

    [Fact]
    public async Task A_prediction_that_was_copied_but_not_replaced_has_one_revision_until_it_is_written_again()
    {
        var predictions = Get<IPredictions>();
        await predictions.EnsureAsync(Weekly, Cancellation);
        await predictions.WriteAsync("weekly", [Row], Cancellation);
        var copy = await RowAsync("predictions");
        copy["_id"] = $"{copy["_id"]}/1";
        await Under.Database.GetCollection<BsonDocument>("prediction_revisions").InsertOneAsync(copy, cancellationToken: Cancellation);

        (await predictions.RevisionsAsync("weekly", "17", Noon, Cancellation)).Count.ShouldBe(1);
        (await predictions.WriteAsync("weekly", [Row with { Version = 2 }], Cancellation)).ShouldBe(new(1, 0));
        (await predictions.RevisionsAsync("weekly", "17", Noon, Cancellation)).Select(revision => (revision.Revision, revision.Version))
            .ShouldBe([(1, 1), (2, 2)]);
    }

    [Fact]
    public async Task The_latest_row_is_found_when_its_series_says_a_later_time()
    {
        var predictions = Get<IPredictions>();
        await predictions.EnsureAsync(Weekly, Cancellation);
        await predictions.WriteAsync("weekly", [Row, Row with { Time = Noon.AddHours(12) }, Row with { Machine = "18" }], Cancellation);
        var later = new[] { Row with { Time = Noon.AddDays(9) }, Row with { Machine = "19" } };
        await new MongoPredictionSeries(Store).AnnounceAsync(await RowAsync("result_sets"), later, Cancellation);

        (await predictions.LatestAsync("weekly", null, DateTime.MaxValue, Cancellation)).Select(row => row.Place)
            .ShouldBe([new("17", Noon.AddHours(12)), new("18", Noon)]);
        (await predictions.StandingsAsync("weekly", DateTime.MaxValue, Cancellation)).Count.ShouldBe(2);

        await predictions.WriteAsync("weekly", later, Cancellation);
        (await predictions.LatestAsync("weekly", null, DateTime.MaxValue, Cancellation)).Select(row => row.Place)
            .ShouldBe([new("17", Noon.AddDays(9)), new("18", Noon), new("19", Noon)]);
    }

    [Fact]
    public async Task A_result_set_of_which_a_part_is_gone_is_deleted_by_the_same_deletion()
    {
        var predictions = Get<IPredictions>();
        await predictions.EnsureAsync(Weekly, Cancellation);
        await predictions.WriteAsync("weekly", [Row, Row with { Machine = "18" }], Cancellation);
        await Under.BeginDeletingAsync(Deletable.ResultSet, "weekly");
        await Under.Database.GetCollection<BsonDocument>("predictions").DeleteOneAsync(new BsonDocument("machine", "17"), Cancellation);

        (await predictions.FindAsync("weekly", Cancellation)).ShouldBeNull();
        (await predictions.DeleteAsync("weekly", Cancellation)).ShouldBe(new(1, 0, 0));

        foreach (var collection in new[] { "predictions", "prediction_series", "result_sets" })
            (await Under.Database.GetCollection<BsonDocument>(collection).CountDocumentsAsync(
                new BsonDocument(), cancellationToken: Cancellation)).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_version_whose_deletion_was_begun_is_not_found_and_is_gone_when_it_is_given_again(bool isFileGone)
    {
        byte[] artifact = [1];
        var models = Under.Open(new MongoSettings(LargestInline: 0)).GetRequiredService<IModels>();
        await models.RegisterAsync(Model, artifact, Cancellation);
        await new MongoRegistry(Store).DeleteAsync("pump", 1, Cancellation);
        if (isFileGone)
            await new MongoArtifacts(Store, "model_files", 0).DeleteAllAsync("pump", Cancellation);

        (await models.FindAsync("pump", 1, Cancellation)).ShouldBeNull();
        (await models.ListAsync(null, Cancellation)).ShouldBeEmpty();
        (await Should.ThrowAsync<PresageException>(
            () => models.PromoteAsync(new("pump", 1, Noon, "user", ""), Cancellation))).Code.ShouldBe("unknown-model");

        (await models.IsBeingDeletedAsync("pump", 1, Cancellation)).ShouldBeTrue();
        (await models.DeleteAsync("pump", 1, Cancellation)).ShouldBeTrue();
        (await models.IsBeingDeletedAsync("pump", 1, Cancellation)).ShouldBeFalse();
        (await Under.Database.GetCollection<BsonDocument>("model_files.files").CountDocumentsAsync(
            new BsonDocument(), cancellationToken: Cancellation))
            .ShouldBe(0);
        (await models.RegisterAsync(Model, artifact, Cancellation)).Number.ShouldBe(1);
        (await models.ArtifactAsync("pump", 1, Cancellation)).ShouldBe(artifact);
    }

    [Fact]
    public async Task A_number_that_was_given_to_a_model_that_was_not_added_is_given_to_it_again()
    {
        byte[] artifact = [1];
        await new MongoRegistry(Store).NumberAsync("pump", "a", Cancellation);
        (await Get<IModels>().ListAsync("pump", Cancellation)).ShouldBeEmpty();

        var other = await Get<IModels>().RegisterAsync(Model with { LineageKey = "b" }, artifact, Cancellation);
        var again = await Get<IModels>().RegisterAsync(Model, artifact, Cancellation);

        (again.Number, other.Number).ShouldBe((1, 2));
    }

    private async Task FailedAsync()
    {
        await Get<IRuns>().StartAsync(new Run("r1", "score", "plant", "key", "{}", null, null, Noon), Cancellation);
        await Get<IRuns>().PlanStageAsync("r1", "read", 2, Noon, Cancellation);
        await Get<ISliceAttempts>().BeginAsync("r1", "read", 0, "worker", Noon, Cancellation);
        await Get<IRuns>().CompleteSliceAsync("r1", "read", Slice, Cancellation);
        await Get<IRuns>().EndAsync("r1", RunState.Failed, null, null, Noon, Cancellation);
    }
}

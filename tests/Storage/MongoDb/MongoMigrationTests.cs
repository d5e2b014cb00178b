using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>What the first version of the store has written: result sets without series and models, errors without a kind.</summary>
public sealed class MongoMigrationTests : MongoStoreTests
{
    private static readonly Prediction Row = new("9", Noon, [0.9], [0.5], "comp1", [], "pump", 1, "r1", "f1");

    [Fact]
    public async Task Deploying_gives_result_sets_of_the_first_version_what_is_kept_now()
    {
        await Get<IStoreTopology>().DeployAsync(Cancellation);
        await WriteOldAsync();

        await Get<IStoreTopology>().DeployAsync(Cancellation);

        (await RowAsync("result_sets"))["form"].ToInt32().ShouldBe(MongoPredictionSeries.Form);
        (await Under.Database.GetCollection<BsonDocument>("prediction_series").Find(new BsonDocument()).SortBy(row => row["_id"])
            .ToListAsync(Cancellation))
            .Select(row => (row["machine"].AsString, row["latest"].ToUniversalTime())).ShouldBe([("10", Noon.AddHours(12)), ("9", Noon)]);
        await ShouldBeRightAsync();
    }

    [Fact]
    public async Task Result_sets_of_the_first_version_are_read_without_a_deployment()
    {
        await WriteOldAsync();

        await ShouldBeRightAsync();
    }

    [Fact]
    public async Task Result_sets_of_the_first_version_are_written_to_without_a_deployment()
    {
        await WriteOldAsync();

        await Get<IPredictions>().WriteAsync("weekly", [Row with { Version = 3 }, Row with { Machine = "11", Version = 3 }], Cancellation);

        (await Get<IPredictions>().LatestAsync("weekly", null, DateTime.MaxValue, Cancellation)).Select(row => row.Machine)
            .ShouldBe(["9", "10", "11"]);
        (await Get<IPredictions>().ResultsOfModelAsync("pump", 1, Cancellation)).ShouldBe(["weekly"]);
        (await Get<IPredictions>().ResultsOfModelAsync("pump", 3, Cancellation)).ShouldBe(["weekly"]);
    }

    [Fact]
    public async Task Errors_of_the_first_version_have_the_kind_that_their_code_tells()
    {
        var runs = Get<IRuns>();
        await runs.StartAsync(new Run("r1", "train", "plant", "key", "{}", null, null, Noon), Cancellation);
        await runs.EndAsync("r1", RunState.Failed, null, new RunError(ErrorKind.Invalid, "unknown-dataset", "m", "r"), Noon, Cancellation);
        await Under.Database.GetCollection<BsonDocument>("runs").UpdateOneAsync(
            new BsonDocument("_id", "r1"), new BsonDocument("$unset", new BsonDocument("error.kind", "")), cancellationToken: Cancellation);

        (await runs.FindAsync("r1", Cancellation))!.Error.ShouldBe(new RunError(ErrorKind.NotFound, "unknown-dataset", "m", "r"));
    }

    [Fact]
    public async Task Events_and_machines_of_the_second_version_are_there_and_can_be_taken_back()
    {
        await Under.Database.GetCollection<BsonDocument>("machines").InsertOneAsync(
            new BsonDocument
            {
                ["_id"] = "plant/9",
                ["dataset"] = "plant",
                ["machine"] = "9",
                ["attributes"] = new BsonDocument("age", "5"),
            },
            cancellationToken: Cancellation);
        await Under.Database.GetCollection<BsonDocument>("events").InsertOneAsync(
            new BsonDocument
            {
                ["_id"] = "plant/9/failure/2026-01-01T12:00:00Z/comp1",
                ["dataset"] = "plant",
                ["machine"] = "9",
                ["kind"] = "failure",
                ["time"] = Noon,
                ["code"] = "comp1",
                ["known"] = Noon.AddHours(1),
            },
            cancellationToken: Cancellation);
        await Get<IStoreTopology>().DeployAsync(Cancellation);
        var (events, machines) = (Get<IEvents>(), Get<IMachines>());
        var record = new EventRecord("9", Noon, "comp1", Noon.AddHours(1));

        (await ReadAsync()).ShouldBe([record]);
        (await events.AddAsync("plant", EventKind.Failure, [record with { Known = Noon.AddHours(2) }], Cancellation))
            .ShouldBe(new(0, 0, 1));
        (await events.RetractAsync("plant", EventKind.Failure, new(), Noon.AddHours(3), Cancellation)).ShouldBe(1);
        (await ReadAsync()).ShouldBeEmpty();
        (await machines.UpsertAsync("plant", [new("9", new Dictionary<string, string> { ["age"] = "6" }, Noon)], Cancellation))
            .ShouldBe(new(0, 1, 0));
        (await machines.ListAsync("plant", Noon.AddHours(-1), Cancellation)).ShouldHaveSingleItem().Attributes["age"].ShouldBe("5");
        (await machines.ListAsync("plant", Cancellation)).ShouldHaveSingleItem().Attributes["age"].ShouldBe("6");

        Task<IReadOnlyList<EventRecord>> ReadAsync() => events.ReadAsync(
            "plant", EventKind.Failure, null, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, Cancellation);
    }

    [Fact]
    public async Task A_store_of_the_fourth_version_has_jobs_and_programs_of_that_version_may_go_on()
    {
        await Under.Database.GetCollection<BsonDocument>("schema").InsertOneAsync(
            new BsonDocument { ["_id"] = "presage", ["version"] = 4, ["leastReader"] = 4, ["leastWriter"] = 4 },
            cancellationToken: Cancellation);
        var version = new JobVersion("score", 1, "steps", Noon, "anna");

        (await Get<IJobs>().ApplyAsync(version, new(), null, new("score", "1", Noon, "applied", "anna", ""), Cancellation))
            .ShouldNotBeNull("before it is deployed");
        await Get<IStoreTopology>().DeployAsync(Cancellation);

        (await Get<IJobs>().ListAsync(Cancellation)).ShouldHaveSingleItem();
        var mark = await MongoMark.ReadAsync(Store, Cancellation);
        (mark.Version, mark.LeastReader, mark.LeastWriter).ShouldBe((MongoSchema.CurrentVersion, 4, 4));
    }

    private async Task ShouldBeRightAsync()
    {
        var predictions = Get<IPredictions>();
        (await predictions.LatestAsync("weekly", null, DateTime.MaxValue, Cancellation)).Select(row => row.Place).ShouldBe(
            [new("9", Noon), new("10", Noon.AddHours(12))]);
        (await predictions.MachinesAsync("weekly", Cancellation)).ShouldBe(["9", "10"]);
        (await predictions.ExtentAsync("weekly", Cancellation)).ShouldBe(new(3, 2, Noon, Noon.AddHours(12)));
        (await predictions.ResultsOfModelAsync("pump", 1, Cancellation)).ShouldBe(["weekly"]);
        (await predictions.ResultsOfModelAsync("pump", 2, Cancellation)).ShouldBe(["weekly"]);
        (await predictions.ResultsOfModelAsync("pump", 3, Cancellation)).ShouldBeEmpty();
    }

    /// <summary>What the first version wrote: the same without series, and without form and models of the result set.</summary>
    private async Task WriteOldAsync()
    {
        var predictions = Get<IPredictions>();
        await predictions.EnsureAsync(new("weekly", "plant", ["comp1"], TimeSpan.FromHours(84), Noon), Cancellation);
        await predictions.WriteAsync(
            "weekly",
            [Row, Row with { Machine = "10", Probabilities = [0.2] },
                Row with { Machine = "10", Time = Noon.AddHours(12), Probabilities = [0.1] }],
            Cancellation);
        await predictions.WriteAsync("weekly", [Row with { Version = 2 }], Cancellation);
        await Under.Database.DropCollectionAsync("prediction_series", Cancellation);
        await Under.Database.GetCollection<BsonDocument>("result_sets").UpdateOneAsync(
            new BsonDocument(), new BsonDocument("$unset", new BsonDocument { ["form"] = "", ["models"] = "" }),
            cancellationToken: Cancellation);
    }
}

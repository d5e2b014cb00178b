using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class PredictionsContract<TStore> : StorageContract<TStore, IPredictions>
    where TStore : IStoreUnderTest, new()
{
    private static readonly ResultSet Weekly = new("weekly", "plant", ["comp1", "comp2"], TimeSpan.FromHours(84), At(0));

    [Fact]
    public async Task A_result_set_is_created_once()
    {
        var created = await Port.EnsureAsync(Weekly, Cancellation);
        var again = await Port.EnsureAsync(Weekly with { Dataset = "other" }, Cancellation);

        (created with { Components = Weekly.Components }).ShouldBe(Weekly);
        created.Components.ShouldBe(Weekly.Components);
        again.Dataset.ShouldBe("plant");
        (await OpenAgain().FindAsync("weekly", Cancellation))!.CreatedAt.ShouldBe(At(0));
        (await Port.FindAsync("other", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Result_sets_are_listed_by_name()
    {
        await Port.EnsureAsync(Weekly, Cancellation);
        await Port.EnsureAsync(Weekly with { Name = "daily" }, Cancellation);

        (await Port.ListAsync(Cancellation)).Select(results => results.Name).ShouldBe(["daily", "weekly"]);
    }

    [Fact]
    public async Task A_prediction_is_read_as_it_was_written()
    {
        var plain = Of("7", 1);
        var explained = Of("7", 2) with
        {
            Decision = "comp2",
            Reasons = [new("volt_mean_12h", 0.1 + 0.2, 190.5, 170.8, "volt is high"), new("age", -0.25, null, double.NaN, "\"µ\"")],
        };

        await WriteAsync(plain, explained);

        var read = await ReadAsync(OpenAgain());
        read.Count.ShouldBe(2);
        ShouldBeSame(read[0], plain);
        ShouldBeSame(read[1], explained);
    }

    [Fact]
    public async Task The_same_model_features_and_thresholds_leave_a_row_unchanged()
    {
        (await WriteAsync(Of("7", 1), Of("7", 2))).ShouldBe(new(2, 0));

        var again = await WriteAsync(Of("7", 1) with { Run = "r2" }, Of("7", 2), Of("7", 3));

        again.ShouldBe(new(1, 2));
        (await ReadAsync(Port)).Select(row => (row.Revision, row.Run)).ShouldBe([(1, "r1"), (1, "r1"), (1, "r1")]);
    }

    [Fact]
    public async Task Another_model_version_feature_revision_or_threshold_is_the_next_revision()
    {
        await WriteAsync([.. Enumerable.Range(1, 5).Select(hour => Of("7", hour))]);

        var counts = await WriteAsync(
            Of("7", 1) with { Model = "other" }, Of("7", 2) with { Version = 2 }, Of("7", 3) with { FeatureRevision = "f2" },
            Of("7", 4) with { Thresholds = [0.5, 0.6] }, Of("7", 5));

        counts.ShouldBe(new(4, 1));
        var read = await ReadAsync(Port);
        read.Select(row => row.Revision).ShouldBe([2, 2, 2, 2, 1]);
        read[0].Model.ShouldBe("other");
        read[1].Version.ShouldBe(2);
        read[2].FeatureRevision.ShouldBe("f2");
        read[3].Thresholds.ShouldBe([0.5, 0.6]);
    }

    [Fact]
    public async Task Earlier_revisions_are_kept()
    {
        await WriteAsync(Of("7", 1));
        await WriteAsync(Of("7", 1) with { Version = 2, Probabilities = [0.3, 0.4] });
        await WriteAsync(Of("7", 1) with { Version = 3 }, Of("7", 2));

        var revisions = await Port.RevisionsAsync("weekly", "7", At(1), Cancellation);

        revisions.Select(row => (row.Revision, row.Version)).ShouldBe([(1, 1), (2, 2), (3, 3)]);
        ShouldBeSame(revisions[1], Of("7", 1) with { Version = 2, Probabilities = [0.3, 0.4], Revision = 2 });
        (await Port.RevisionsAsync("weekly", "7", At(9), Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_twice_in_one_call_is_taken_one_after_the_other()
    {
        var counts = await WriteAsync(Of("7", 1), Of("7", 1), Of("8", 1), Of("7", 1) with { Version = 2 });

        counts.ShouldBe(new(3, 1));
        (await ReadAsync(Port)).Select(row => (row.Machine, row.Version, row.Revision)).ShouldBe([("7", 2, 2), ("8", 1, 1)]);
    }

    [Fact]
    public async Task Rows_are_read_in_machine_order_then_time()
    {
        await WriteAsync(Of("pump", 1), Of("10", 2), Of("9", 2), Of("10", 1), Of("9", 1));

        (await ReadAsync(Port)).Select(row => (row.Machine, row.Time)).ShouldBe([
            ("9", At(1)), ("9", At(2)), ("10", At(1)), ("10", At(2)), ("pump", At(1)),
        ]);
        (await Port.MachinesAsync("weekly", Cancellation)).ShouldBe(["9", "10", "pump"]);
    }

    [Fact]
    public async Task A_range_excludes_its_start_and_includes_its_end()
    {
        await WriteAsync([.. Enumerable.Range(0, 10).SelectMany(hour => new[] { Of("1", hour), Of("2", hour) })]);

        var read = await Port.ReadAsync("weekly", ["2"], At(3), At(5), Cancellation).ToListAsync(Cancellation);

        read.Select(row => (row.Machine, row.Time)).ShouldBe([("2", At(4)), ("2", At(5))]);
    }

    [Fact]
    public async Task Rows_of_some_machines_are_read_at_once()
    {
        await WriteAsync(Of("10", 2), Of("9", 2), Of("8", 1), Of("10", 1), Of("9", 5));

        var read = await Port.ReadAsync("weekly", ["10", "none", "9"], At(0), At(4), Cancellation).ToListAsync(Cancellation);

        read.Select(row => (row.Machine, row.Time)).ShouldBe([("9", At(2)), ("10", At(1)), ("10", At(2))]);
        (await Port.ReadAsync("weekly", [], At(0), At(4), Cancellation).ToListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Result_sets_do_not_see_each_other()
    {
        await Port.EnsureAsync(Weekly with { Name = "daily" }, Cancellation);
        await WriteAsync(Of("1", 1));

        (await Port.WriteAsync("daily", [Of("1", 1), Of("2", 1)], Cancellation)).ShouldBe(new(2, 0));
        (await ReadAsync(Port)).Count.ShouldBe(1);
        (await Port.MachinesAsync("daily", Cancellation)).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task An_unknown_result_set_is_an_error_a_person_can_mend()
    {
        var error = await Should.ThrowAsync<PresageException>(() => Port.WriteAsync("other", [Of("1", 1)], Cancellation));

        error.Code.ShouldBe("unknown-results");
    }

    [Fact]
    public async Task Rows_written_by_two_processes_at_once_are_written_once()
    {
        await Port.EnsureAsync(Weekly, Cancellation);
        var rows = Enumerable.Range(0, 2_000).Select(i => Of($"{i / 100}", i % 100)).ToArray();

        var counts = await Task.WhenAll(
            new[] { Port, OpenAgain() }.Select(port => Task.Run(() => port.WriteAsync("weekly", rows, Cancellation))));

        counts.Sum(count => count.Written).ShouldBe(2_000);
        counts.Sum(count => count.Unchanged).ShouldBe(2_000);
    }

    [Fact]
    public async Task What_is_written_while_reading_does_not_disturb_the_reader()
    {
        await WriteAsync(Of("1", 1), Of("2", 1));

        var versions = new List<int>();
        await foreach (var row in Port.ReadAsync("weekly", null, DateTime.MinValue, DateTime.MaxValue, Cancellation))
        {
            versions.Add(row.Version);
            await Port.WriteAsync("weekly", [Of("2", 1) with { Version = 2 }], Cancellation);
        }

        versions.ShouldBe([1, 1]);
    }

    [Fact]
    public async Task A_cancelled_write_writes_nothing()
    {
        await Port.EnsureAsync(Weekly, Cancellation);

        await Should.ThrowAsync<OperationCanceledException>(
            () => Port.WriteAsync("weekly", [Of("1", 1)], new CancellationToken(canceled: true)));

        (await Port.MachinesAsync("weekly", Cancellation)).ShouldBeEmpty();
    }

    private async Task<WriteCounts> WriteAsync(params Prediction[] predictions)
    {
        await Port.EnsureAsync(Weekly, Cancellation);
        return await Port.WriteAsync("weekly", predictions, Cancellation);
    }

    private static async Task<List<Prediction>> ReadAsync(IPredictions port) =>
        await port.ReadAsync("weekly", null, DateTime.MinValue, DateTime.MaxValue, Cancellation).ToListAsync(Cancellation);

    private static Prediction Of(string machine, int hour) =>
        new(machine, At(hour), [0.125, 1 / 3.0], [0.5, 0.4], null, [], "pump", 1, "r1", "f1");

    private static void ShouldBeSame(Prediction actual, Prediction expected)
    {
        actual.Probabilities.ShouldBe(expected.Probabilities);
        actual.Thresholds.ShouldBe(expected.Thresholds);
        actual.Reasons.ShouldBe(expected.Reasons);
        (actual with { Probabilities = expected.Probabilities, Thresholds = expected.Thresholds, Reasons = expected.Reasons })
            .ShouldBe(expected);
    }
}

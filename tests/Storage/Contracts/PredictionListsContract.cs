using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

/// <summary>Predictions as surfaces ask for them: the latest, the most endangered, page by page.</summary>
public abstract class PredictionListsContract<TStore> : StorageContract<TStore, IPredictions>
    where TStore : IStoreUnderTest, new()
{
    private static readonly ResultSet Weekly = new("weekly", "plant", ["comp1", "comp2"], TimeSpan.FromHours(84), At(0));

    [Fact]
    public async Task The_latest_row_of_each_machine_comes_in_machine_order()
    {
        await WriteAsync(Of("pump", 5), Of("10", 1), Of("10", 3), Of("10", 2), Of("9", 4));

        (await OpenAgain().LatestAsync("weekly", null, DateTime.MaxValue, Cancellation)).Select(row => row.Place)
            .ShouldBe([new("9", At(4)), new("10", At(3)), new("pump", At(5))]);
        (await Port.LatestAsync("weekly", "10", DateTime.MaxValue, Cancellation)).Select(row => row.Place).ShouldBe([new("10", At(3))]);
        (await Port.LatestAsync("weekly", "11", DateTime.MaxValue, Cancellation)).ShouldBeEmpty();
        (await Port.LatestAsync("other", null, DateTime.MaxValue, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_latest_row_at_a_moment_is_not_later_and_machines_without_one_are_left_out()
    {
        await WriteAsync([.. Enumerable.Range(0, 10).Select(hour => Of("1", hour)), Of("2", 7), Of("3", 2)]);

        (await Port.LatestAsync("weekly", null, At(5), Cancellation)).Select(row => row.Place).ShouldBe([new("1", At(5)), new("3", At(2))]);
        (await Port.LatestAsync("weekly", "2", At(6), Cancellation)).ShouldBeEmpty();
        (await Port.LatestAsync("weekly", "2", At(7), Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_latest_row_is_a_whole_row_in_its_latest_revision()
    {
        var explained = Of("1", 2) with { Version = 2, Decision = "comp1", Reasons = [new("age", 0.5, 18, 9, "age is 18")] };
        await WriteAsync(Of("1", 1), Of("1", 2));
        await WriteAsync(explained);

        var latest = (await Port.LatestAsync("weekly", null, DateTime.MaxValue, Cancellation)).ShouldHaveSingleItem();

        (latest.Version, latest.Revision, latest.Decision).ShouldBe((2, 2, "comp1"));
        latest.Reasons.ShouldBe(explained.Reasons);
    }

    [Fact]
    public async Task Rows_that_are_scored_out_of_order_or_again_leave_the_latest_as_it_is()
    {
        await WriteAsync(Of("1", 8));
        await WriteAsync(Of("1", 3), Of("1", 4));
        await WriteAsync(Of("1", 8), Of("1", 3) with { Version = 2 });

        (await Port.LatestAsync("weekly", null, DateTime.MaxValue, Cancellation)).ShouldHaveSingleItem().Place.ShouldBe(new("1", At(8)));
        (await OpenAgain().MachinesAsync("weekly", Cancellation)).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Each_machine_has_the_risk_of_its_latest_row()
    {
        await WriteAsync(
            Of("10", 1, 0.9, 0.1, 0.5, 0.5), Of("10", 3, 0.3, 0.1, 0.5, 0.5), Of("9", 2, 0.3, 0.6, 0.5, 0.5),
            Of("pump", 5, 0.1, 0.4, 0.5, 0.5));

        (await OpenAgain().StandingsAsync("weekly", DateTime.MaxValue, Cancellation)).ShouldBe(
        [
            new("9", At(2), new(1, 0.6, 0.5, IsAtRisk: true)), new("10", At(3), new(0, 0.3, 0.5, IsAtRisk: false)),
            new("pump", At(5), new(1, 0.4, 0.5, IsAtRisk: false)),
        ]);
        (await Port.StandingsAsync("weekly", At(2), Cancellation)).ShouldBe(
            [new("9", At(2), new(1, 0.6, 0.5, IsAtRisk: true)), new("10", At(1), new(0, 0.9, 0.5, IsAtRisk: true))]);
        (await Port.StandingsAsync("other", DateTime.MaxValue, Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_one_after_the_other_give_every_row_once_in_order(int most)
    {
        var rows = Enumerable.Range(1, 12)
            .SelectMany(machine => Enumerable.Range(0, machine % 5).Select(hour => Of($"{machine}", hour))).ToArray();
        await WriteAsync([.. rows.Reverse(), Of("pump", 1)]);

        var read = await PagesAsync(new(), most);

        read.ShouldBe([.. rows.Select(row => row.Place), new("pump", At(1))]);
    }

    [Fact]
    public async Task Pages_are_of_a_machine_and_a_range_that_excludes_its_start_and_includes_its_end()
    {
        await WriteAsync([.. new[] { "1", "2", "3" }.SelectMany(machine => Enumerable.Range(0, 10).Select(hour => Of(machine, hour)))]);

        (await PagesAsync(new(From: At(3), To: At(5)), 2)).ShouldBe(
            [.. new[] { "1", "2", "3" }.SelectMany(machine => new PredictionKey[] { new(machine, At(4)), new(machine, At(5)) })]);
        (await PagesAsync(new("2", At(7)), 1)).ShouldBe([new("2", At(8)), new("2", At(9))]);
        (await Port.PageAsync("weekly", new(), null, 0, Cancellation)).ShouldBeEmpty();
        (await Port.PageAsync("other", new(), null, 5, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_extent_counts_rows_once_however_often_they_were_revised()
    {
        await WriteAsync(Of("1", 1), Of("1", 5), Of("2", 3));
        await WriteAsync(Of("1", 1) with { Version = 2 }, Of("2", 3), Of("2", 4));

        (await OpenAgain().ExtentAsync("weekly", Cancellation)).ShouldBe(new(4, 2, At(1), At(5)));
        (await Port.ExtentAsync("other", Cancellation)).ShouldBe(new(0, 0, null, null));
    }

    [Fact]
    public async Task A_model_is_needed_by_every_result_set_that_it_has_written_to()
    {
        await Port.EnsureAsync(Weekly with { Name = "daily" }, Cancellation);
        await WriteAsync(Of("1", 1), Of("1", 2));
        await WriteAsync(Of("1", 1) with { Version = 2 }, Of("1", 2) with { Version = 2 });
        await Port.WriteAsync("daily", [Of("1", 1) with { Version = 2 }], Cancellation);

        (await OpenAgain().ResultsOfModelAsync("pump", 1, Cancellation)).ShouldBe(["weekly"]);
        (await Port.ResultsOfModelAsync("pump", 2, Cancellation)).ShouldBe(["daily", "weekly"]);
        (await Port.ResultsOfModelAsync("pump", 3, Cancellation)).ShouldBeEmpty();
        (await Port.ResultsOfModelAsync("fan", 1, Cancellation)).ShouldBeEmpty();
    }

    private async Task WriteAsync(params Prediction[] predictions)
    {
        await Port.EnsureAsync(Weekly, Cancellation);
        await Port.WriteAsync("weekly", predictions, Cancellation);
    }

    private async Task<List<PredictionKey>> PagesAsync(PredictionQuery query, int most)
    {
        var read = new List<PredictionKey>();
        for (PredictionKey? after = null; ; after = read[^1])
        {
            var page = await Port.PageAsync("weekly", query, after, most, Cancellation);
            page.Count.ShouldBeLessThanOrEqualTo(most);
            read.AddRange(page.Select(row => row.Place));
            if (page.Count < most)
                return read;
        }
    }

    private static Prediction Of(
        string machine, int hour, double first = 0.1, double second = 0.2, double threshold1 = 0.5, double threshold2 = 0.5) =>
        new(machine, At(hour), [first, second], [threshold1, threshold2], null, [], "pump", 1, "r1", "f1");
}

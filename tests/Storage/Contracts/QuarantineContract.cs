using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class QuarantineContract<TStore> : StorageContract<TStore, IQuarantine>
    where TStore : IStoreUnderTest, new()
{
    private static readonly QuarantinedRow Row = new("telemetry", "b.csv", 10, "out-of-range", "1,\"x\"\t–");

    [Fact]
    public async Task Rows_are_read_in_order_of_file_and_line()
    {
        await Port.AddAsync("plant", "r1", [Row, Row with { Line = 9 }, Row with { File = "a.csv", Line = 99 }], Cancellation);

        var rows = await Port.ReadAsync("r1", 100, Cancellation);

        rows.ShouldBe([Row with { File = "a.csv", Line = 99 }, Row with { Line = 9 }, Row]);
        (await Port.ReadAsync("r1", 1, Cancellation)).ShouldBe([Row with { File = "a.csv", Line = 99 }]);
        (await Port.ReadAsync("r2", 100, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_row_of_the_same_run_is_kept_once()
    {
        await Port.AddAsync("plant", "r1", [Row], Cancellation);
        await Port.AddAsync("plant", "r1", [Row, Row with { Line = 11 }], Cancellation);
        await Port.AddAsync("plant", "r2", [Row], Cancellation);

        (await Port.ReadAsync("r1", 100, Cancellation)).Count.ShouldBe(2);
        (await Port.ReadAsync("r2", 100, Cancellation)).ShouldBe([Row]);
    }

    [Fact]
    public async Task Rows_of_a_data_set_come_page_by_page_by_run_file_and_line()
    {
        await Port.AddAsync("plant", "r2", [Row, Row with { File = "a.csv" }], Cancellation);
        await Port.AddAsync(
            "plant", "r1", [Row with { Line = 2 }, Row, Row with { Line = 1_000_000, Reason = "unparsable" }], Cancellation);
        await Port.AddAsync("other", "r0", [Row], Cancellation);

        var first = await OpenAgain().PageAsync(new("plant"), null, 3, Cancellation);
        var second = await Port.PageAsync(new("plant"), first[^1].Place, 3, Cancellation);

        first.Select(entry => (entry.Run, entry.Row.Line)).ShouldBe([("r1", 2), ("r1", 10), ("r1", 1_000_000)]);
        second.ShouldBe([new("r2", Row with { File = "a.csv" }), new("r2", Row)]);
        (await Port.PageAsync(new("plant"), second[^1].Place, 3, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_are_asked_for_by_run_source_and_reason()
    {
        await Port.AddAsync("plant", "r1", [Row, Row with { Line = 11, Reason = "unparsable" }], Cancellation);
        await Port.AddAsync("plant", "r2", [Row with { Source = "errors", File = "e.csv" }, Row], Cancellation);

        (await Port.PageAsync(new("plant", Run: "r1"), null, 9, Cancellation)).Count.ShouldBe(2);
        (await Port.PageAsync(new("plant", Source: "errors"), null, 9, Cancellation)).ShouldHaveSingleItem().Row.File.ShouldBe("e.csv");
        (await Port.PageAsync(new("plant", Reason: "out-of-range", Source: "telemetry"), null, 9, Cancellation))
            .ShouldBe([new("r1", Row), new("r2", Row)]);
    }

    [Fact]
    public async Task Rows_of_a_data_set_are_counted_by_source_and_reason()
    {
        await Port.AddAsync("plant", "r1", [Row, Row with { Line = 11 }, Row with { Line = 12, Reason = "unparsable" }], Cancellation);
        await Port.AddAsync("plant", "r2", [Row with { Source = "errors", File = "e.csv" }, Row], Cancellation);
        await Port.AddAsync("other", "r3", [Row], Cancellation);

        var counts = await Port.CountAsync("plant", Cancellation);

        counts.ShouldBe([new("errors", "out-of-range", 1), new("telemetry", "out-of-range", 3), new("telemetry", "unparsable", 1)]);
    }

    [Fact]
    public async Task A_row_says_whether_the_rest_of_it_is_stored_and_is_found_by_each_of_its_reasons()
    {
        var cells = Row with { Reason = "unparsable: a.b; out-of-range: c", IsRestStored = true };
        await Port.AddAsync("plant", "r1", [cells, Row with { Line = 11, Reason = "unparsable: aXb" }], Cancellation);

        (await OpenAgain().ReadAsync("r1", 9, Cancellation))[0].ShouldBe(cells);
        foreach (var reason in new[] { "unparsable: a.b", "out-of-range: c", cells.Reason })
            (await Port.PageAsync(new("plant", Reason: reason), null, 9, Cancellation)).ShouldBe([new("r1", cells)]);

        (await Port.PageAsync(new("plant", Reason: "out-of-range"), null, 9, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_are_changed_and_removed_and_others_stay_as_they_are()
    {
        var other = Row with { Line = 11 };
        await Port.AddAsync("plant", "r1", [Row, other, Row with { Line = 12 }], Cancellation);
        await Port.AddAsync("elsewhere", "r2", [Row], Cancellation);

        var changed = await Port.ChangeAsync(
            "plant",
            [
                new(new("r1", "b.csv", 10), Reason: "new", IsRestStored: true), new(new("r1", "b.csv", 12), Text: "mended"),
                new(new("r1", "b.csv", 13), Text: "nowhere"), new(new("r2", "b.csv", 10), Text: "of another data set"),
            ],
            Cancellation);
        await Port.RemoveAsync("plant", [new("r1", "b.csv", 11), new("r1", "b.csv", 13), new("r2", "b.csv", 10)], Cancellation);

        changed.ShouldBe(2);
        (await Port.ReadAsync("r1", 9, Cancellation)).ShouldBe(
            [Row with { Reason = "new", IsRestStored = true }, Row with { Line = 12, Text = "mended" }]);
        (await Port.ReadAsync("r2", 9, Cancellation)).ShouldBe([Row]);
    }

    [Fact]
    public async Task The_rows_of_a_file_of_a_run_are_removed()
    {
        await Port.AddAsync("plant", "r1", [Row, Row with { File = "a.csv" }], Cancellation);
        await Port.AddAsync("plant", "r2", [Row], Cancellation);

        await Port.RemoveAsync("r1", "b.csv", Cancellation);

        (await Port.ReadAsync("r1", 9, Cancellation)).ShouldBe([Row with { File = "a.csv" }]);
        (await Port.ReadAsync("r2", 9, Cancellation)).ShouldBe([Row]);
    }
}

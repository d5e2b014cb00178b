using System.Text;
using Presage.Application.Quarantine;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Scenarios;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Quarantine;

public sealed class QuarantineActionsTests : IAsyncDisposable
{
    private readonly TestStore _store = new();

    private IQuarantineActions Quarantine => _store.Get<IQuarantineActions>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Rows_are_counted_by_reason_and_listed_a_part_at_a_time()
    {
        await RefuseAsync(3, "errors", "bad time");
        await RefuseAsync(1, "telemetry", "unknown machine");

        var first = await Quarantine.ListAsync(new QuarantineFilter("plant"), new PageRequest(3), Cancellation);
        var second = await Quarantine.ListAsync(new QuarantineFilter("plant"), new PageRequest(3, first.Next), Cancellation);

        first.Counts.ShouldBe(
            [new QuarantinedRows("errors", "bad time", 3), new QuarantinedRows("telemetry", "unknown machine", 1)], ignoreOrder: true);
        (first.Rows.Count, second.Rows.Count, second.Next).ShouldBe((3, 1, null));
    }

    [Fact]
    public async Task A_filter_leaves_the_rows_that_fit_and_counts_all()
    {
        await RefuseAsync(2, "errors", "bad time");
        await RefuseAsync(1, "telemetry", "unknown machine");

        var list = await Quarantine.ListAsync(new QuarantineFilter("plant", RecordKind: "telemetry"), new PageRequest(), Cancellation);

        list.Rows.ShouldHaveSingleItem().ShouldBe(
            new RefusedRow("ingest-1", "telemetry", "telemetry.csv", 1, "unknown machine", "a,\"b\",1"));
        list.Counts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_export_has_every_row_that_fits()
    {
        await RefuseAsync(2_500, "errors", "bad time");
        using var file = new MemoryStream();

        var written = await Quarantine.ExportAsync(new QuarantineFilter("plant"), file, Cancellation);

        var lines = Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n');
        written.Rows.ShouldBe(2_500);
        lines.Length.ShouldBe(2_501);
        lines[0].ShouldBe("run,recordKind,file,line,reason,text");
        lines[1].ShouldBe("ingest-1,errors,errors.csv,1,bad time,\"a,\"\"b\"\",1\"");
    }

    [Fact]
    public async Task A_data_set_that_there_is_not_is_not_found()
    {
        var error = await Should.ThrowAsync<PresageException>(
            () => Quarantine.ListAsync(new QuarantineFilter("nothing"), new PageRequest(), Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.NotFound, "unknown-dataset"));
    }

    private async Task RefuseAsync(int rows, string kind, string reason)
    {
        var (yaml, scenario) = (ScenarioCatalog.Load("azure-pdm"), ScenarioCatalog.Read("azure-pdm"));
        await _store.Get<IDataSets>().EnsureAsync(new DataSet("plant", scenario.Name, yaml, scenario.Hash, TestStore.Now), Cancellation);
        await _store.Get<IQuarantine>().AddAsync(
            "plant", "ingest-1",
            [.. Enumerable.Range(1, rows).Select(line => new QuarantinedRow(kind, $"{kind}.csv", line, reason, "a,\"b\",1"))],
            Cancellation);
    }
}

using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion;

public sealed class RealRecordsTests
{
    [Fact]
    public async Task Every_real_record_is_written_once()
    {
        var folder = Repository.PathOf("../shared/data/azure-pdm-20x90");
        await using var host = await IngestionHost.StartAsync(folder);

        var first = await host.IngestAsync(folder);
        var contents = await StoreContents.OfAsync(host);
        var again = await host.IngestAsync(folder);

        first.Sources.ShouldBe(
        [
            Written("machines", 20), Written("errors", 211), Written("maintenance", 208), Written("failures", 42),
            Written("telemetry", 43_200),
        ]);
        first.Quarantine.ShouldBeEmpty();
        again.Sources.Select(source => source with { Duplicate = 0, Written = source.Duplicate }).ShouldBe(first.Sources);
        (await StoreContents.OfAsync(host)).ShouldBe(contents);

        static IngestedSource Written(string source, long rows) => new(source, 1, rows, rows, 0, 0, 0);
    }

    [Fact]
    public async Task Quoted_records_are_read_and_missing_telemetry_is_no_error()
    {
        var folder = Repository.PathOf("../shared/data/azure-pdm-100-events");
        await using var host = await IngestionHost.StartAsync(folder);

        var result = await host.IngestAsync(folder);

        result.Sources.Select(source => (source.Source, source.Written, source.Quarantined))
            .ShouldBe([("machines", 100, 0), ("errors", 3_919, 0), ("maintenance", 3_286, 0), ("failures", 761, 0)]);
        result.Notices.ShouldContain(notice => notice.Code == "no-telemetry");
    }

    [Fact]
    public async Task The_example_of_another_scenario_is_read_by_names_alone()
    {
        var folder = Repository.PathOf("examples/cold-chain");
        await using var host = await IngestionHost.StartAsync(folder);
        var rows = new[] { "service-log", "breakdowns", "readings" }
            .Select(name => File.ReadLines(Path.Combine(folder, name + ".csv")).Count() - 1L);

        var result = await host.IngestAsync(new NewDataArrived("cold", "store", Path.Combine(folder, "scenario.yaml"), [folder]));

        result.Sources.Select(source => source.Source).ShouldBe(["maintenance", "failures", "telemetry"]);
        result.Sources.Select(source => source.Written).ShouldBe(rows);
    }
}

using System.Text.Json;
using MassTransit;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Records;
using Presage.Ingestion.Slices;
using Presage.Scenarios;
using Presage.Storage;

namespace Presage.Tests.Ingestion;

/// <summary>What an earlier version left in queues and stores, in the form in which it wrote it.</summary>
public sealed class EarlierVersionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("machines", Stages.IngestMachines, "machineID,model,age\n1,model1,3\n")]
    [InlineData("telemetry", Stages.Ingest, "machineID,datetime,volt,rotate,pressure,vibration\n1,2015-01-01 06:00:00,1,2,3,4\n")]
    [InlineData("failures", Stages.Ingest, "machineID,datetime,failure\n1,2015-01-01 06:00:00,comp1\n")]
    public async Task A_run_that_was_planned_goes_on_with_the_slices_that_are_queued(string kind, string stage, string text)
    {
        await using var host = await IngestionHost.StartAsync();
        var path = host.Write(kind + ".csv", text);
        await PlanAsync(host, kind, path, stage);

        var queue = await host.Services.Bus.GetSendEndpoint(new Uri("queue:ingest-slice"));
        await queue.Send(new OldIngestSlice("run", 0, "plant", kind, path, 20, 11, 2), Cancellation);

        var run = await host.Services.EndOfAsync("run");
        run.Error.ShouldBeNull();
        Json.Read<IngestResult>(run.Result!).Sources.ShouldBe([new IngestedSource(kind, 1, 1, 1, 0, 0, 0)]);
        (await host.Services.Store.Runs.SlicesAsync("run", stage, Cancellation)).Count.ShouldBe(1);
        var readings = await host.Services.Store.Telemetry.ReadAsync(
            "plant", "1", 4, DateTime.UnixEpoch, DateTime.MaxValue, DateTime.MaxValue, Cancellation);
        readings.Values.Select(column => column.SingleOrDefault()).ShouldBe(kind == "telemetry" ? [1, 2, 3, 4] : [0, 0, 0, 0]);
    }

    [Fact]
    public void The_result_of_a_slice_is_read_and_written_as_it_was()
    {
        const string Stored =
            """{"source":"telemetry","read":3,"written":1,"replaced":0,"duplicate":1,"refused":"""
            + """{"no-values":1},"times":{"first":5,"last":7},"quarantined":1}""";

        var result = Json.Read<SliceResult>(Stored);

        (result.Kind, result.Read, result.Quarantined, result.Times).ShouldBe((RecordKind.Telemetry, 3, 1, new TimeSpread(5, 7)));
        Json.Write(result).ShouldBe(Stored.Replace(""","quarantined":1""", ""","records":0,"conflicting":0,"quarantined":1"""));
    }

    [Fact]
    public void The_result_of_a_run_tells_its_kinds_also_where_it_was_stored_without_them()
    {
        const string Stored = """{"source":"errors","files":1,"read":2,"written":2,"replaced":0,"duplicate":0,"quarantined":0}""";

        var result = Json.Read<IngestedSource>(Stored);

        result.Kind.ShouldBe("errors");
        Json.Write(result).ShouldBe(Stored[..^1] + ""","conflicting":0,"kind":"errors"}""");
    }

    /// <summary>Pins a plan of one file, with all of its rows in one slice.</summary>
    private static async Task PlanAsync(IngestionHost host, string kind, string path, string stage)
    {
        var runs = host.Services.Store.Runs;
        var yaml = ScenarioCatalog.Load("azure-pdm");
        var dataset = new DataSet("plant", "azure-pdm", yaml, ScenarioReader.Read(yaml, "azure-pdm").Hash, DateTime.UtcNow);
        await host.Services.Store.DataSets.EnsureAsync(dataset, Cancellation);
        await runs.StartAsync(new Run("run", RunKinds.Ingest, "plant", "key", "{}", null, null, DateTime.UtcNow), Cancellation);
        await runs.PinAsync("run", PlanOf(kind, new FileInfo(path)), Cancellation);
        await runs.PlanStageAsync("run", stage, 1, DateTime.UtcNow, Cancellation);
    }

    private static string PlanOf(string kind, FileInfo file)
    {
        var names = File.ReadLines(file.FullName).First();
        var (header, fields) = (names.Length + 1, names.Split(',').Length);
        return $$"""
            {"files":[{"source":"{{kind}}","path":{{JsonSerializer.Serialize(file.FullName)}},"name":"{{file.Name}}",
             "bytes":{{file.Length}},"modifiedAt":{{JsonSerializer.Serialize(file.LastWriteTimeUtc)}},"isGzip":false,
             "format":{"separator":44,"lineEnd":10},
             "fields":{{fields}},"positions":[{{string.Join(',', Enumerable.Range(0, fields))}}],
             "slices":[{"offset":{{header}},"length":{{file.Length - header}},"firstLine":2}]}],"notices":[]}
            """;
    }
}

[MessageUrn("Presage.Contracts:IngestSlice")]
public sealed record OldIngestSlice(
    string RunId, int Slice, string Dataset, string Source, string Path, long Offset, long Length, long FirstLine);

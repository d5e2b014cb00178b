using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Presage.Ingestion.Planning;
using Presage.Scenarios;
using Presage.Sources;
using Presage.Sources.Files;

namespace Presage.Tests.Ingestion.Planning;

/// <summary>
/// What is fetched over a network costs time and money: it is fetched once to be planned, its beginning once to be tried, and once more
/// to be read.
/// </summary>
public sealed class ReadOnceTests
{
    private const int Head = 1 << 16;
    private const int Block = 1 << 14;

    private CountingSource? _source;

    [Fact]
    public async Task Planning_lists_once_opens_every_object_once_and_reads_no_byte_twice()
    {
        await using var host = await StartAsync();
        var folder = new SmallPlant(hours: 2_000).Write(host);
        host.Write("plain/notes.csv", "a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 100_000)));
        host.Write("plain/export.csv", "datetime,machineID,errorID\n2015-01-01 06:00:00,1,error1\n");

        var plan = await PlanAsync(host, folder);

        plan.Files.Count.ShouldBe(6);
        plan.Files.Sum(file => file.Slices.Count).ShouldBeGreaterThan(50);
        _source!.Lists.ShouldBe(1);
        _source.Opened.Count.ShouldBe(7);
        _source.Opened.Values.ShouldAllBe(count => count == 1);
        plan.Files.ShouldAllBe(file => _source.BytesRead[file.Address] == file.Bytes);
        _source.BytesRead[host.Folder["files/plain/notes.csv"]].ShouldBe(Head);
    }

    [Fact]
    public async Task Of_a_compressed_object_planning_reads_the_beginning_only()
    {
        await using var host = await StartAsync();
        var text = SmallPlant.TelemetryText(new SmallPlant(hours: 10_000).Telemetry);
        var file = host.Write("telemetry.csv.gz", Gzip.Pack(text));

        var plan = await PlanAsync(host, file);

        plan.Files.ShouldHaveSingleItem().IsGzip.ShouldBeTrue();
        new FileInfo(file).Length.ShouldBeGreaterThan(Head * 4);
        _source!.Opened[file].ShouldBe(1);
        _source.BytesRead[file].ShouldBeInRange(Head, Head + Block);
    }

    [Fact]
    public async Task What_cannot_be_wound_back_is_ingested_as_a_file_is()
    {
        await using var plain = await IngestionHost.StartAsync();
        await using var host = await StartAsync();
        foreach (var (name, text) in new SmallPlant().Files())
        {
            plain.Write($"plain/{name}", text);
            host.Write($"plain/{name}.gz", Gzip.Pack(text));
        }

        var expected = await plain.IngestAsync(plain.Folder["files/plain"]);
        var result = await host.IngestAsync(host.Folder["files/plain"]);

        result.Sources.ShouldBe(expected.Sources);
        (await StoreContents.OfAsync(host)).ShouldBe(await StoreContents.OfAsync(plain));
        _source!.Opened.Values.ShouldAllBe(count => count == 3);
    }

    private static Task<IngestPlan> PlanAsync(IngestionHost host, string address) =>
        host.Services.Get<FilePlanner>().PlanAsync(
            [address], ScenarioCatalog.Read("azure-pdm"), (_, _) => { }, TestContext.Current.CancellationToken);

    private Task<IngestionHost> StartAsync() => IngestionHost.StartAsync(
        configure: services => services.Replace(ServiceDescriptor.Singleton<ISource>(
            provider => _source = new CountingSource(ActivatorUtilities.CreateInstance<FileSource>(provider)))),
        options: ("SliceBytes", 5_000));
}

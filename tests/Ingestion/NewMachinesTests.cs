using Presage.Contracts;

namespace Presage.Tests.Ingestion;

public sealed class NewMachinesTests
{
    [Fact]
    public async Task Files_with_machines_that_are_known_are_refused_before_anything_is_stored()
    {
        await using var host = await IngestionHost.StartAsync();
        await host.IngestAsync(new SmallPlant().Write(host));
        var before = await StoreContents.OfAsync(host);

        var other = new SmallPlant(machines: 5, seed: 2).Write(host, "other");
        var run = await host.RunAsync(new NewDataArrived(null, "plant", null, [other], NewMachines: true));

        run.Error!.Code.ShouldBe("machines-known");
        run.Error.Message.ShouldBe("3 of the files' machines are known in the data set 'plant' already: 1, 2, 3; nothing was stored.");
        (await StoreContents.OfAsync(host)).ShouldBe(before);
    }

    [Fact]
    public async Task Machines_that_are_new_are_taken_and_so_is_everything_into_a_new_data_set()
    {
        await using var host = await IngestionHost.StartAsync();
        var rows = new SmallPlant().Telemetry;
        var first = host.Write("telemetry-1.csv", SmallPlant.TelemetryText(rows.Where(row => !row.Contains(",3,"))));
        var second = host.Write("telemetry-2.csv.gz", Gzip.Pack(SmallPlant.TelemetryText(rows.Where(row => row.Contains(",3,")))));

        (await IngestAsync(host, first)).Written.ShouldBe(100);
        (await IngestAsync(host, second)).Written.ShouldBe(50);
    }

    private static async Task<Contracts.Api.IngestedSource> IngestAsync(IngestionHost host, string path) =>
        (await host.IngestAsync(new NewDataArrived(null, "plant", null, [path], NewMachines: true))).Sources.ShouldHaveSingleItem();
}

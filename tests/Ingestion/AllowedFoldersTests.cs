using Presage.Contracts;

namespace Presage.Tests.Ingestion;

public sealed class AllowedFoldersTests
{
    [Fact]
    public async Task A_run_does_not_read_outside_of_the_allowed_folders()
    {
        await using var host = await IngestionHost.StartAsync();
        host.Folder.Write("secret/telemetry.csv", SmallPlant.TelemetryHeader);
        host.Write("telemetry-1.csv", SmallPlant.TelemetryHeader);
        File.CreateSymbolicLink(host.Folder["files/telemetry-2.csv"], host.Folder["secret/telemetry.csv"]);

        (await host.RunAsync(host.Folder["files/../secret"])).Error!.Code.ShouldBe("source-not-allowed");
        (await host.RunAsync(host.Folder["files/telemetry-2.csv"])).Error!.Code.ShouldBe("source-not-allowed");
        (await host.IngestAsync(host.Folder["files"])).Refused.ShouldHaveSingleItem().Code.ShouldBe("source-not-allowed");
        var scenario = host.Folder.Write("secret/scenario.yaml", "name: x");
        (await host.RunAsync(new NewDataArrived(null, "plant", scenario, [host.Folder["files"]]))).Error!.Code.ShouldBe(
            "source-not-allowed");
    }
}

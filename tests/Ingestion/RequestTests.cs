using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion;

public sealed class RequestTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData(null)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_data_set_needs_a_proper_name(string? name)
    {
        await using var host = await IngestionHost.StartAsync();

        (await host.RunAsync(new NewDataArrived(null, name!, null, [new SmallPlant().Write(host)]))).Error!.Code.ShouldBe("invalid-name");
    }

    [Fact]
    public async Task A_data_set_keeps_its_scenario()
    {
        var example = Repository.PathOf("examples/cold-chain/scenario.yaml");
        await using var host = await IngestionHost.StartAsync(Path.GetDirectoryName(example));
        var folder = new SmallPlant().Write(host);
        await host.IngestAsync(folder);

        var same = await host.RunAsync(new NewDataArrived(null, "plant", "azure-pdm", [folder]));
        var other = await host.RunAsync(new NewDataArrived(null, "plant", example, [folder]));
        var unknown = await host.RunAsync(new NewDataArrived(null, "plant", "no-such", [folder]));

        same.State.ShouldBe(RunState.Succeeded);
        other.Error!.Code.ShouldBe("scenario-differs");
        unknown.Error!.Code.ShouldBe("unknown-scenario");
        (await host.Services.Store.DataSets.FindAsync("plant", TestContext.Current.CancellationToken))!.ScenarioName.ShouldBe("azure-pdm");
    }

    [Fact]
    public async Task A_data_set_takes_up_a_wider_scenario_with_the_run()
    {
        await using var host = await IngestionHost.StartAsync();
        await host.IngestAsync(new SmallPlant().Write(host));
        var text = TestStore.ScenarioText[..TestStore.ScenarioText.IndexOf("\nsimulation:", StringComparison.Ordinal)]
            .Replace("model4]", "model4, model5]", StringComparison.Ordinal) + "\n";
        var machines = host.Write("PdM_machines.csv", "machineID,model,age\n1,model5,18\n");

        var run = await host.RunAsync(new NewDataArrived(null, "plant", host.Write("wider.yaml", text), [machines]));

        var result = Json.Read<IngestResult>(run.Result.ShouldNotBeNull());
        result.Notices[0].ShouldBe(
            new("scenario-widened", "The data set has a wider scenario from now on: category model5 added to model."));
        var cancellation = TestContext.Current.CancellationToken;
        var versions = await host.Services.Store.DataSets.ScenariosAsync("plant", cancellation);
        versions.Select(version => version.Scenario).ShouldBe([TestStore.ScenarioText, text]);
        versions[1].Known.ShouldBe(run.StartedAt);
        (await host.Services.Store.Machines.ListAsync("plant", cancellation))[0].Attributes["model"].ShouldBe("model5");
    }

    [Theory]
    [InlineData(0.05, RunState.Failed)]
    [InlineData(0.5, RunState.Succeeded)]
    [InlineData(0, RunState.Failed)]
    public async Task More_bad_rows_than_the_error_budget_allows_fail_the_run(double budget, RunState state)
    {
        await using var host = await IngestionHost.StartAsync(options: ("ErrorBudget", budget));
        var rows = new SmallPlant(machines: 1, hours: 9).Telemetry;

        var run = await host.RunAsync(host.Write("telemetry.csv", SmallPlant.TelemetryText([.. rows, "bad"])));

        run.State.ShouldBe(state);
        if (state == RunState.Failed)
            run.Error!.Code.ShouldBe("error-budget");
    }

    [Fact]
    public async Task The_same_file_named_twice_is_read_once()
    {
        await using var host = await IngestionHost.StartAsync();
        var folder = new SmallPlant().Write(host);

        var result = await host.IngestAsync(folder, Path.Combine(folder, "PdM_telemetry.csv"), folder + "/");

        result.Sources.ShouldAllBe(source => source.Files == 1 && source.Written == source.Read);
    }
}

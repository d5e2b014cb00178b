using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Tests.Scenarios;

public sealed class AzurePdmScenarioTests
{
    private readonly Scenario _scenario = ScenarioCatalog.Read("azure-pdm");

    [Fact]
    public void It_is_built_in() => ScenarioCatalog.Names.ShouldContain("azure-pdm");

    [Fact]
    public void Its_columns_and_sources_are_those_of_the_public_files()
    {
        (_scenario.EntityColumn, _scenario.TimeColumn).ShouldBe(("machineID", "datetime"));
        _scenario.RecordKinds.Prefixes.ShouldBe(["PdM_"]);
        _scenario.RecordKinds.Telemetry.ShouldBe(new RecordKindName("telemetry"));
        _scenario.RecordKinds.Errors.ShouldBe(new RecordKindName("errors", "errorID"));
        _scenario.RecordKinds.Maintenance.ShouldBe(new RecordKindName("maint", "comp"));
        _scenario.RecordKinds.Failures.ShouldBe(new RecordKindName("failures", "failure"));
        _scenario.RecordKinds.Machines.ShouldBe(new RecordKindName("machines"));
        _scenario.Sensors.Select(sensor => sensor.Name).ShouldBe(["volt", "rotate", "pressure", "vibration"]);
        _scenario.Errors.ShouldBe(["error1", "error2", "error3", "error4", "error5"]);
        _scenario.Components.ShouldBe(["comp1", "comp2", "comp3", "comp4"]);
        _scenario.Attributes.Select(attribute => attribute.Name).ShouldBe(["model", "age"]);
        _scenario.Attributes[0].Categories.ShouldBe(["model1", "model2", "model3", "model4"]);
    }

    [Fact]
    public void Rows_lie_twelve_hours_apart_and_look_84_hours_ahead()
    {
        _scenario.Sampling.ShouldBe(TimeSpan.FromHours(1));
        _scenario.Features.Grid.ShouldBe(TimeSpan.FromHours(12));
        _scenario.Features.Windows.ShouldBe([TimeSpan.FromHours(12), TimeSpan.FromHours(24), TimeSpan.FromHours(36)]);
        _scenario.Features.Aggregates.ShouldBe([Aggregate.Mean, Aggregate.Std]);
        _scenario.Features.ErrorWindow.ShouldBe(TimeSpan.FromHours(24));
        _scenario.Horizon.ShouldBe(TimeSpan.FromHours(84));
        _scenario.Costs.LeadTime.ShouldBe(TimeSpan.FromHours(12));
    }

    [Fact]
    public void No_real_reading_is_outside_of_the_valid_ranges()
    {
        var readings = RealRecords.Rows("azure-pdm-20x90/PdM_telemetry.csv");

        foreach (var row in readings)
            for (var sensor = 0; sensor < 4; sensor++)
                double.Parse(row[2 + sensor]).ShouldBeInRange(_scenario.Sensors[sensor].Minimum, _scenario.Sensors[sensor].Maximum);
    }

    [Theory]
    [InlineData("azure-pdm-20x90")]
    [InlineData("azure-pdm-100-events")]
    public void No_real_code_is_unknown(string folder)
    {
        RealRecords.Rows($"{folder}/PdM_errors.csv").Select(row => row[2]).Distinct().ShouldBeSubsetOf(_scenario.Errors);
        RealRecords.Rows($"{folder}/PdM_maint.csv").Select(row => row[2]).Distinct().ShouldBeSubsetOf(_scenario.Components);
        RealRecords.Rows($"{folder}/PdM_failures.csv").Select(row => row[2]).Distinct().ShouldBeSubsetOf(_scenario.Components);
        RealRecords.Rows($"{folder}/PdM_machines.csv").Select(row => row[1]).Distinct()
            .ShouldBeSubsetOf(_scenario.Attributes[0].Categories!);
    }
}

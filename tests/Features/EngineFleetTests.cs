using Presage.Scenarios;
using Presage.Tests.Harness;
using Presage.Tests.Harness.Engines;

namespace Presage.Tests.Features;

/// <summary>The made-up engines that other tests learn from are what they are said to be.</summary>
public sealed class EngineFleetTests
{
    private static readonly EngineFleetSettings Settings = new(Engines: 30);
    private static readonly EngineFleet Fleet = EngineFleet.Create(Settings);

    [Fact]
    public void The_same_seed_gives_the_same_engines_and_another_gives_others()
    {
        Readings(EngineFleet.Create(Settings)).ShouldBe(Readings(Fleet));
        Readings(EngineFleet.Create(Settings with { Seed = 2 })).ShouldNotBe(Readings(Fleet));
    }

    [Fact]
    public void Lives_are_of_very_different_length_and_end_in_a_failure_with_the_last_reading()
    {
        var records = Fleet.ToRecords(EngineFleet.Start.AddYears(1));

        Fleet.Engines.ShouldAllBe(engine => engine.HasFailed && engine.Cycles == engine.Life && engine.Life >= 120 && engine.Life <= 360);
        Fleet.Engines.Max(engine => engine.Life).ShouldBeGreaterThan(2 * Fleet.Engines.Min(engine => engine.Life));
        records.Events[Presage.Storage.EventKind.Failure].Select(failure => failure.Time)
            .ShouldBe(records.Telemetry.Select(batch => Presage.Engine.UnixTime.ToDateTime(batch.Times[^1])));
    }

    [Fact]
    public void Engines_that_are_cut_off_are_the_same_up_to_there_and_have_no_failure()
    {
        var cut = EngineFleet.Create(Settings with { CutOffShare = 0.5 });

        cut.Engines.Count(engine => !engine.HasFailed).ShouldBeInRange(8, 22);
        foreach (var (engine, whole) in cut.Engines.Zip(Fleet.Engines))
        {
            engine.HasFailed.ShouldBe(engine.Cycles == whole.Cycles);
            engine.Values[5].ShouldBe(whole.Values[5][..engine.Cycles]);
        }
    }

    [Fact]
    public void Wear_shows_at_the_end_in_the_sensors_that_answer_to_it_and_the_flat_ones_are_flat()
    {
        var names = EngineFleetFiles.Sensors(Settings).ToList();
        names.Count.ShouldBe(Settings.Sensors);
        names.Count.ShouldBe(25);
        var shifts = names.Select((_, sensor) => Math.Abs(Fleet.Engines.Average(
            engine => engine.Values[sensor][^12..].Average() - engine.Values[sensor][12..36].Average()))).ToList();

        Of("worn").Average().ShouldBeGreaterThan(3 * Of("noise").Average());
        Of("flat").ShouldAllBe(shift => shift < 1e-9);

        IEnumerable<double> Of(string kind) =>
            names.Zip(shifts).Where(sensor => sensor.First.StartsWith(kind, StringComparison.Ordinal)).Select(sensor => sensor.Second);
    }

    [Fact]
    public void The_files_are_those_of_its_scenario()
    {
        using var folder = new TestFolder();

        Fleet.WriteTo(folder.Path);

        var scenario = ScenarioReader.Read(EngineFleetFiles.Scenario(Settings, failureEndsLife: false), "engines.yaml");
        scenario.Sensors.Count.ShouldBe(25);
        var telemetry = File.ReadAllLines(Path.Combine(folder.Path, "telemetry.csv"));
        telemetry[0].Split(',').ShouldBe(["time", "machine", .. scenario.Sensors.Select(sensor => sensor.Name)]);
        telemetry.Length.ShouldBe(1 + Fleet.Engines.Sum(engine => engine.Cycles));
        File.ReadAllLines(Path.Combine(folder.Path, "failures.csv")).Length.ShouldBe(31);
        File.ReadAllLines(Path.Combine(folder.Path, "machines.csv")).Length.ShouldBe(31);
    }

    private static IEnumerable<double> Readings(EngineFleet fleet) =>
        fleet.Engines.SelectMany(engine => engine.Values).SelectMany(sensor => sensor);
}

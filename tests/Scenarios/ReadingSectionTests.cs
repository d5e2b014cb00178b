using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Tests.Scenarios;

public sealed class ReadingSectionTests
{
    private const string Plain =
        """
        name: fleet
        entity: machine
        time: time
        sampling: 1h
        sources:
          telemetry: { file: telemetry }
          failures: { file: failures, code: part }
        sensors:
          - { name: temp, unit: C, range: [-50, 2000] }
        components: [pump, seal]
        features: { grid: 1h, windows: [1h], aggregates: [last] }
        horizon: 24h
        costs: { missed-failure: 1000, prevented-failure: 100, false-alarm: 50, lead-time: 2h }
        """;

    [Fact]
    public void What_is_not_declared_is_judged_by_file()
    {
        var scenario = Read(Plain);

        scenario.Reading.Decimal.ShouldBeNull();
        scenario.Reading.Missing.ShouldBeEmpty();
        scenario.Reading.Time.ShouldBe(new TimeSettings("time"));
        scenario.ReadingOf(scenario.RecordKinds.Failures).ShouldBe(scenario.Reading);
        scenario.Sensors[0].Hold.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Time_and_machine_are_declared_for_all_files_and_for_those_of_a_kind()
    {
        var scenario = Read(Plain
            .Replace("entity: machine", "entity: { column: machine, file-name: 'telemetry-*', aliases: [device] }")
            .Replace("time: time", "time: { date: day, time: clock, format: day-first, zone: Europe/Berlin }\ndecimal: ','\nmissing: [x]")
            .Replace("code: part", "code: part, time: { column: at, zone: UTC }, entity: id, decimal: '.', missing: [-999]"));

        scenario.TimeColumn.ShouldBe("clock");
        scenario.EntityColumn.ShouldBe("machine");
        scenario.Reading.Time.ShouldBe(new TimeSettings("clock", "day", "day-first", "Europe/Berlin"));
        scenario.Reading.Entity.FileName.ShouldBe("telemetry-*");
        scenario.Reading.Entity.Aliases.ShouldBe(["device"]);
        scenario.Reading.Decimal.ShouldBe(',');
        var failures = scenario.ReadingOf(scenario.RecordKinds.Failures);
        failures.Time.ShouldBe(new TimeSettings("at"));
        failures.Entity.ShouldBe(new EntitySettings("id"));
        failures.Decimal.ShouldBe('.');
        failures.Missing.ShouldBe(["x", "-999"]);
    }

    [Fact]
    public void A_sensor_has_other_names_and_units()
    {
        var sensor = Read(Plain.Replace(
            "unit: C,", "unit: C, aliases: ['t1', { name: 'temp [F]', factor: 0.5, offset: -17 }], missing: [-1], hold: 3d,")).Sensors[0];

        sensor.Aliases.ShouldBe([new SensorAlias("t1"), new SensorAlias("temp [F]", 0.5, -17)]);
        sensor.Missing.ShouldBe(["-1"]);
        sensor.Hold.ShouldBe(TimeSpan.FromDays(3));
    }

    [Fact]
    public void Readings_can_have_a_row_each_and_failures_a_column_each()
    {
        var kinds = Read(Plain
            .Replace("file: telemetry", "file: telemetry, layout: long, sensor: tag, value: v")
            .Replace("file: failures, code: part", "flags: { pump: pump_failed, seal: seal_failed }")).RecordKinds;

        kinds.Long.ShouldBe(new LongLayout("tag", "v"));
        kinds.Failures.File.ShouldBe("telemetry");
        kinds.Failures.CodeColumn.ShouldBeNull();
        kinds.Failures.Flags.ShouldBe([new FlagColumn("pump", "pump_failed"), new FlagColumn("seal", "seal_failed")]);
    }

    [Theory]
    [InlineData("time: time", "time: { column: a, date: b }", "has a column and a date", "Keep the column")]
    [InlineData("time: time", "time: { date: b }", "only one of date and time", "Give both")]
    [InlineData("time: time", "time: { format: iso }", "lacks 'column'", "Add 'column'")]
    [InlineData("time: time", "time: { column: a, format: german }", "which is no format of times", "day-first")]
    [InlineData("time: time", "time: { column: a, zone: Berlin }", "no zone that is known", "Europe/Berlin")]
    [InlineData("time: time", "time: machine", "'machine' is used twice", "its own name")]
    [InlineData("entity: machine", "entity: { aliases: [a] }", "names no column", "file-name")]
    [InlineData("entity: machine", "entity: { file-name: telemetry }", "is 'telemetry'", "one *")]
    [InlineData("sampling: 1h", "sampling: 1h\ndecimal: ';'", "decimal is ';'", "\".\"")]
    [InlineData("unit: C,", "unit: C, aliases: [{ name: a, factor: 0 }],", "factor is 0", "other than 0")]
    [InlineData("unit: C,", "unit: C, aliases: [TIME],", "'TIME' is used twice", "its own name")]
    [InlineData("file: telemetry", "file: telemetry, layout: tall", "is 'tall'", "wide or long")]
    [InlineData("file: telemetry", "file: telemetry, layout: long", "lacks 'sensor'", "Add 'sensor'")]
    [InlineData("file: telemetry", "file: telemetry, value: v", "the layout is wide", "layout: long")]
    [InlineData("code: part", "code: part, flags: { pump: p }", "are both there", "one of them")]
    [InlineData("code: part", "flags: { pumps: p }", "has no 'pumps'", "pump, seal")]
    public void A_mistake_is_told_with_what_was_expected(string good, string bad, string wrong, string expected)
    {
        Plain.ShouldContain(good);

        var exception = Should.Throw<PresageException>(() => Read(Plain.Replace(good, bad)));

        exception.Message.ShouldContain(wrong);
        exception.Remedy.ShouldContain(expected);
    }

    [Fact]
    public void What_is_simulated_must_be_read_as_it_is_written()
    {
        var text = ScenarioCatalog.Load("azure-pdm").Replace("time: datetime", "time: { column: datetime, zone: Europe/Berlin }");

        Should.Throw<PresageException>(() => Read(text)).Message.ShouldContain("there is a simulation, which writes plain tables");
    }

    private static Scenario Read(string yaml) => ScenarioReader.Read(yaml, "my.yaml");
}

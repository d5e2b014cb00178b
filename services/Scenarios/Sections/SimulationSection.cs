using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class SimulationSection
{
    private static readonly IReadOnlyList<YamlKey> s_sensor =
    [
        new("mean", "a number", "Mean of a healthy machine's readings.", "40.3"),
        new("deviation", "a number of at least 0", "Their standard deviation.", "5"),
    ];

    private static readonly IReadOnlyList<YamlKey> s_component =
    [
        new("share", "0 to 1", "Share of all failures; the shares of all components add up to 1.", "0.5"),
        new("sensor", "a sensor", "The sensor that shows the coming failure.", "temperature"),
        new("shift", "a number", "What a coming failure adds to its readings.", "10"),
        new("errors", "a list of error types", "Those that appear before the failure.", "[overheat]", "[]"),
    ];

    private static readonly IReadOnlyList<YamlKey> s_service =
    [
        new("every", "whole days", "Time between two service visits of a machine.", "15d"),
        new("failures-per-year", "a number of at least 0", "Failures a machine and year, before the attributes' risk.", "7.6"),
        new("two-components", "0 to 1", "Share of failures with two components at once.", "0.07"),
        new(
            "replacements", "a list of probabilities", "That a visit replaces 0, 1, 2, ... components; they add up to 1.",
            "[0.15, 0.5, 0.35]"),
        new("visits-before-start", "a whole number", "Visits before the first reading.", "14"),
        new("sign", "a duration from 0", "How long before a failure the sensor shifts.", "48h"),
        new("error-lead", "a duration from 0", "How long before a failure its errors appear.", "24h"),
        new("error-probability", "0 to 1", "Probability of each of them.", "0.93"),
    ];

    private static readonly IReadOnlyList<YamlKey> s_shifts =
    [
        new("per-year", "a number of at least 0", "Shifts that come to nothing, a machine and year.", "13"),
        new("length", "[shortest, longest]", "How long they last.", "[12h, 60h]"),
        new("strength", "[lowest, highest]", "Part of the component's shift.", "[0.6, 1]"),
    ];

    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("start", "a time", "Time of the first reading, UTC.", "2015-01-01 06:00:00"),
        new("sensors", "a mapping, an entry a sensor", "How a healthy machine's readings are distributed.")
            { Keys = [new("SENSOR", "a mapping", "One of the scenario's sensors.") { Keys = s_sensor, StandsFor = ["temperature"] }] },
        new("components", "a mapping, an entry a component", "How components fail.")
            {
                Keys =
                [
                    new("COMPONENT", "a mapping", "One of the scenario's components.")
                        { Keys = s_component, StandsFor = ["seal", "motor"] },
                ],
            },
        new(
            "background-errors", "a mapping, an entry an error type",
            "Errors without a cause, a machine and year; where there are errors.")
            {
                Keys =
                [
                    new("ERROR", "a number of at least 0", "One of the scenario's error types.", "6") { StandsFor = ["overheat", "leak"] },
                ],
            },
        new("attributes", "a mapping, an entry an attribute", "How machines differ; where there are attributes.")
            { Keys = SimulatedAttributesSection.Keys },
        new("service", "a mapping", "Visits, and the failures found at them.") { Keys = s_service },
        new("false-shifts", "a mapping", "Shifts that announce nothing.") { Keys = s_shifts },
    ];

    public static SimulationSettings Read(
        YamlValue value, IReadOnlyList<Sensor> sensors, IReadOnlyList<string> errors, IReadOnlyList<string> components,
        IReadOnlyList<MachineAttribute> attributes)
    {
        var section = value.Section(Keys);
        IReadOnlyList<string> sensorNames = [.. sensors.Select(sensor => sensor.Name)];
        return new SimulationSettings(
            section["start"].Time(),
            OneEach(section["sensors"], sensorNames, ReadSensor),
            Components(section["components"], sensorNames, errors, components),
            errors.Count == 0 ? [] : OneEach(section["background-errors"], errors, item => item.NumberFromZero()),
            attributes.Count == 0 ? [] : SimulatedAttributesSection.Read(section["attributes"], attributes),
            ReadService(section["service"], components.Count),
            ReadShifts(section["false-shifts"]));
    }

    /// <summary>A mapping with one entry for each of the names, in their order.</summary>
    public static IReadOnlyList<T> OneEach<T>(YamlValue value, IReadOnlyList<string> names, Func<YamlValue, T> read)
    {
        var section = value.Section(names);
        return [.. names.Select(name => read(section[name]))];
    }

    /// <summary>Refuses probabilities that do not add up to one.</summary>
    public static void AddUp(YamlValue value, IEnumerable<double> probabilities)
    {
        if (Math.Abs(probabilities.Sum() - 1) > 1e-9)
            throw value.Wrong($"the probabilities of {value.Path} do not add up to 1", "Write probabilities that add up to 1");
    }

    private static SimulatedSensor ReadSensor(YamlValue value)
    {
        var section = value.Section(s_sensor);
        return new SimulatedSensor(section["mean"].Number(), section["deviation"].NumberFromZero());
    }

    private static IReadOnlyList<SimulatedComponent> Components(
        YamlValue value, IReadOnlyList<string> sensors, IReadOnlyList<string> errors, IReadOnlyList<string> components)
    {
        var read = OneEach(value, components, item =>
        {
            var section = item.Section(s_component);
            IReadOnlyList<int> signs = [.. section.Optional("errors")?.Items().Select(error => error.OneOf(errors, "an error type")) ?? []];
            return new SimulatedComponent(
                section["share"].Number(0, 1), section["sensor"].OneOf(sensors, "a sensor"), section["shift"].Number(), signs);
        });
        AddUp(value, read.Select(component => component.Share));
        return read;
    }

    private static SimulatedService ReadService(YamlValue value, int components)
    {
        var section = value.Section(s_service);
        var every = section["every"].Duration();
        if (every.Ticks % TimeSpan.TicksPerDay != 0)
            throw section["every"].Wrong(
                $"{section["every"].Path} is {section["every"].Text()}", "Write a whole number of days, such as 15d");

        var replacements = section["replacements"].NonEmptyItems();
        if (replacements.Count > components + 1)
        {
            throw section["replacements"].Wrong(
                $"there are probabilities of up to {replacements.Count - 1} replacements",
                $"A visit replaces at most all {components} components");
        }

        IReadOnlyList<double> probabilities = [.. replacements.Select(item => item.Number(0, 1))];
        AddUp(section["replacements"], probabilities);

        return new SimulatedService(
            (int)every.TotalDays,
            section["failures-per-year"].NumberFromZero(),
            section["two-components"].Number(0, components > 1 ? 1 : 0),
            probabilities,
            section["visits-before-start"].Whole(0, Math.Max(0, 36_500 / (int)every.TotalDays)),
            section["sign"].DurationFromZero(),
            section["error-lead"].DurationFromZero(),
            section["error-probability"].Number(0, 1));
    }

    private static SimulatedShifts ReadShifts(YamlValue value)
    {
        var section = value.Section(s_shifts);
        var (shortest, longest) = section["length"].Pair();
        if (shortest.Duration() >= longest.Duration())
        {
            throw section["length"].Wrong(
                $"{section["length"].Path} begins at {shortest.Text()} and ends at {longest.Text()}", "Write [shortest, longest]");
        }

        var (weakest, strongest) = section["strength"].Range();
        return new SimulatedShifts(section["per-year"].NumberFromZero(), shortest.Duration(), longest.Duration(), weakest, strongest);
    }
}

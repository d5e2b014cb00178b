using Presage.Engine.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class SimulationSection
{
    public static SimulationSettings Read(
        YamlValue value, IReadOnlyList<Sensor> sensors, IReadOnlyList<string> errors, IReadOnlyList<string> components,
        IReadOnlyList<MachineAttribute> attributes)
    {
        var section = value.Section("start", "sensors", "components", "background-errors", "attributes", "service", "false-shifts");
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
        var section = value.Section("mean", "deviation");
        return new SimulatedSensor(section["mean"].Number(), section["deviation"].NumberFromZero());
    }

    private static IReadOnlyList<SimulatedComponent> Components(
        YamlValue value, IReadOnlyList<string> sensors, IReadOnlyList<string> errors, IReadOnlyList<string> components)
    {
        var read = OneEach(value, components, item =>
        {
            var section = item.Section("share", "sensor", "shift", "errors");
            IReadOnlyList<int> signs = [.. section.Optional("errors")?.Items().Select(error => error.OneOf(errors, "an error type")) ?? []];
            return new SimulatedComponent(
                section["share"].Number(0, 1), section["sensor"].OneOf(sensors, "a sensor"), section["shift"].Number(), signs);
        });
        AddUp(value, read.Select(component => component.Share));
        return read;
    }

    private static SimulatedService ReadService(YamlValue value, int components)
    {
        var section = value.Section(
            "every", "failures-per-year", "two-components", "replacements", "visits-before-start",
            "sign", "error-lead", "error-probability");
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
        var section = value.Section("per-year", "length", "strength");
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

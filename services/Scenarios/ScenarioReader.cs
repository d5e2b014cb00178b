using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Sections;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios;

/// <summary>Reads scenarios from YAML.</summary>
public static partial class ScenarioReader
{
    internal static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("name", "a name", "Name of the scenario: lower-case letters, digits and hyphens.", "pumps"),
        new("description", "a text", "What the scenario is about, for people.", "Pumps of a plant.", YamlKey.None),
        new("entity", "a column, or a mapping", "Where the machine stands, in every file.") { Keys = ReadingSection.EntityKeys },
        new("time", "a column, or a mapping", "Where the time of a record stands and how it is written.")
            { Keys = ReadingSection.TimeKeys },
        new(
            "decimal", "`\",\"` or `\".\"`", "Decimal mark of numbers. Otherwise each file is judged by itself.", "\".\"",
            YamlKey.None),
        new(
            "missing", "a list of texts and numbers", "What stands for no value, beside the usual spellings.", "[broken, -9999]",
            YamlKey.None),
        new("sampling", "a duration", "Usual time between two readings of a machine.", "1h"),
        new("sources", "a mapping", "How the file of each kind of record is recognised.") { Keys = RecordKindsSection.Keys },
        new("sensors", "a list", "The columns of the telemetry. Names are columns.") { Keys = SensorsSection.Keys, IsList = true },
        new(
            "errors", "a list of names", "Every error type there can be; there exactly when `sources.errors` is.", "[overheat, leak]",
            YamlKey.None),
        new("components", "a list of names", "Every component that can fail.", "[seal, motor]"),
        new("attributes", "a list", "The columns of the machines' file that are inputs of the model; needs `sources.machines`.")
            { Keys = AttributesSection.Keys, IsList = true, IsOptional = true },
        new("features", "a mapping", "Which rows and inputs are made from the records.") { Keys = FeaturesSection.Keys },
        new(
            "horizon", "a duration",
            "How far ahead a failure is to be predicted: a row at T asks whether a component fails in (T, T + horizon].", "84h"),
        new("observation", "a mapping", "When a machine is observed: what is known of it, and what is not.")
            { Keys = ObservationSection.Keys, IsOptional = true },
        new("costs", "a mapping", "What decisions cost, in any one currency. Thresholds are chosen by it.") { Keys = CostsSection.Keys },
        new("alarms", "a mapping", "When an alarm is raised, and when it recovers.") { Keys = AlarmsSection.Keys, IsOptional = true },
        new("simulation", "a mapping", "How to make up such data with `presage simulate`.")
            { Keys = SimulationSection.Keys, IsOptional = true },
    ];

    /// <summary>Reads and validates a scenario.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="place">Where the text comes from, for messages.</param>
    /// <exception cref="Engine.PresageException">A mistake, with file, line and column and what was expected.</exception>
    public static Scenario Read(string yaml, string place)
    {
        var text = Normalised(yaml);
        var document = YamlText.Root(text, new YamlSource(place, "scenario", "Describe a scenario, beginning with its name"));
        var root = document.Section(Keys);

        var name = root["name"].Text();
        if (!KebabCase().IsMatch(name))
            throw root["name"].Wrong($"the name is '{name}'", "Write lower-case letters, digits and hyphens, such as cold-chain");

        // Columns of the telemetry and machine files must all be told apart by name, as they are read without regard to case.
        var columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var reading = ReadingSection.Read(root, columns);
        var sampling = root["sampling"].Duration();
        var kinds = RecordKindsSection.Read(root, reading);
        var sensors = SensorsSection.Read(root["sensors"], columns);
        var errors = CodesSection.Read(root, "errors", "sources.errors", kinds.Errors);
        var components = root["components"].Names();
        var attributes = AttributesSection.Read(root, kinds.Machines, columns);

        var features = FeaturesSection.Read(root["features"], errors.Count > 0);
        var horizon = root["horizon"].Duration();

        return new Scenario(
            name, Hash(text), reading.Entity.Column, reading.Time.Column, sampling, kinds, sensors, errors, components, attributes,
            features, horizon, CostsSection.Read(root["costs"]),
            root.Optional("simulation") is { } simulation
                ? SimulationSection.Read(OfPlainTables(simulation, kinds, reading), sensors, errors, components, attributes)
                : null,
            root.Optional("description")?.Text() ?? "")
        {
            Reading = reading,
            Observation = ObservationSection.Read(root, kinds.Machines, sampling, features, horizon, columns),
            Places = new KeyPlaces(document.Places()),
            Alarms = AlarmsSection.Read(root.Optional("alarms")),
        };
    }

    /// <summary>What is simulated is written plainly, and must be read as it is written.</summary>
    private static YamlValue OfPlainTables(YamlValue simulation, RecordKindNames kinds, ReadingSettings reading) =>
        kinds.Long is null && kinds.All.All(kind => kind.Flags.Count == 0 && (kind.Reading ?? reading).IsPlain)
            ? simulation
            : throw simulation.Wrong(
                "there is a simulation, which writes plain tables, and the scenario declares files that are written otherwise",
                "Remove simulation, or the keys format, zone, date, file-name, decimal, layout and flags");

    private static string Normalised(string yaml) => yaml.TrimStart('\uFEFF').ReplaceLineEndings("\n");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}

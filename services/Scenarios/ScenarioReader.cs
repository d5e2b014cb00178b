using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Presage.Engine.Scenarios;
using Presage.Scenarios.Sections;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios;

/// <summary>Reads scenarios from YAML.</summary>
public static partial class ScenarioReader
{
    /// <summary>Reads and validates a scenario.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="place">Where the text comes from, for messages.</param>
    /// <exception cref="Engine.PresageException">A mistake, with file, line and column and what was expected.</exception>
    public static Scenario Read(string yaml, string place)
    {
        var text = Normalised(yaml);
        var root = YamlText.Root(text, new YamlSource(place, "scenario", "Describe a scenario, beginning with its name")).Section(
            "name", "description", "entity", "time", "sampling", "sources", "sensors", "errors", "components", "attributes", "features",
            "horizon", "observation", "costs", "simulation");

        var name = root["name"].Text();
        if (!KebabCase().IsMatch(name))
            throw root["name"].Wrong($"the name is '{name}'", "Write lower-case letters, digits and hyphens, such as cold-chain");

        // Columns of the telemetry and machine files must all be told apart by name.
        var columns = new HashSet<string>();
        var entity = root["entity"].New(root["entity"].Text(), columns);
        var time = root["time"].New(root["time"].Text(), columns);
        var sampling = root["sampling"].Duration();
        var kinds = RecordKindsSection.Read(root["sources"]);
        var sensors = SensorsSection.Read(root["sensors"], columns);
        var errors = CodesSection.Read(root, "errors", "sources.errors", kinds.Errors);
        var components = root["components"].Names();
        var attributes = AttributesSection.Read(root, kinds.Machines, columns);

        var features = FeaturesSection.Read(root["features"], errors.Count > 0);
        var horizon = root["horizon"].Duration();

        return new Scenario(
            name, Hash(text), entity, time, sampling, kinds, sensors, errors, components, attributes, features, horizon,
            CostsSection.Read(root["costs"]),
            root.Optional("simulation") is { } simulation
                ? SimulationSection.Read(simulation, sensors, errors, components, attributes)
                : null,
            root.Optional("description")?.Text() ?? "")
        {
            Observation = ObservationSection.Read(root, kinds.Machines, sampling, features, horizon, columns),
        };
    }

    private static string Normalised(string yaml) => yaml.TrimStart('\uFEFF').ReplaceLineEndings("\n");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}

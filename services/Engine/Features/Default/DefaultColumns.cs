using Presage.Engine.Scenarios;

namespace Presage.Engine.Features.Default;

/// <summary>The columns of the default preset, in order: sensors by window and aggregate, errors, components, attributes.</summary>
internal static class DefaultColumns
{
    public static IReadOnlyList<FeatureColumn> Of(Scenario scenario) =>
        [.. Sensors(scenario), .. Errors(scenario), .. Components(scenario), .. scenario.Attributes.Select(Attribute)];

    /// <summary>Without records of maintenance nothing is known of replacements, and there are no columns of them.</summary>
    public static bool HasComponents(Scenario scenario) => scenario.RecordKinds.Maintenance is not null;

    private static IEnumerable<FeatureColumn> Sensors(Scenario scenario) =>
        from window in scenario.Features.Windows
        from aggregate in scenario.Features.Aggregates
        from sensor in scenario.Sensors
        select new FeatureColumn(
            $"{sensor.Name}_{WindowNames.Short(aggregate)}_{WindowNames.Short(window)}",
            sensor.Name,
            $"{sensor.Name} {WindowNames.Long(window)} {WindowNames.Long(aggregate)}",
            aggregate == Aggregate.Slope ? $"{sensor.Unit}/h" : sensor.Unit);

    private static IEnumerable<FeatureColumn> Errors(Scenario scenario) =>
        scenario.Errors.Select(error => new FeatureColumn(
            $"{error}_count_{WindowNames.Short(scenario.Features.ErrorWindow)}",
            "errors",
            $"{error} count in {WindowNames.Long(scenario.Features.ErrorWindow)}",
            ""));

    private static IEnumerable<FeatureColumn> Components(Scenario scenario) =>
        HasComponents(scenario)
            ? scenario.Components.Select(component => new FeatureColumn(
                $"{component}_days_since", component, $"days since {component} was replaced", "d"))
            : [];

    private static FeatureColumn Attribute(MachineAttribute attribute) =>
        new(attribute.Name, attribute.Name, attribute.Name, attribute.Unit, attribute.Categories);
}

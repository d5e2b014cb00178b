using Presage.Engine.Scenarios;

namespace Presage.Engine.Features.Reference;

/// <summary>
/// The columns of the reference preset with the notebook's names, in its order: rolling means by window, rolling standard deviations by
/// window, errors, replacements, numeric attributes. Windows are numbers of readings. The notebook leaves categories out of its inputs.
/// </summary>
internal static class ReferenceColumns
{
    public static IReadOnlyList<FeatureColumn> Of(Scenario scenario) =>
    [
        .. Sensors(scenario, "mean", "mean"),
        .. Sensors(scenario, "std", "standard deviation"),
        .. scenario.Errors.Select(error => new FeatureColumn(
            $"{error}sum_rollingmean_{Readings(scenario, scenario.Features.ErrorWindow)}",
            "errors",
            $"{error} mean of {Readings(scenario, scenario.Features.ErrorWindow)} readings",
            "")),
        .. Replacements(scenario),
        .. Numeric(scenario).Select(position => scenario.Attributes[position])
            .Select(attribute => new FeatureColumn(attribute.Name, attribute.Name, attribute.Name, attribute.Unit)),
    ];

    /// <summary>A window's number of readings.</summary>
    public static int Readings(Scenario scenario, TimeSpan window) => Math.Max(1, (int)Math.Round(window / scenario.Sampling));

    /// <summary>Positions of the numeric attributes.</summary>
    public static IEnumerable<int> Numeric(Scenario scenario) =>
        Enumerable.Range(0, scenario.Attributes.Count).Where(attribute => !scenario.Attributes[attribute].IsCategorical);

    private static IEnumerable<FeatureColumn> Sensors(Scenario scenario, string aggregate, string words) =>
        from window in scenario.Features.Windows
        let readings = Readings(scenario, window)
        from sensor in scenario.Sensors
        select new FeatureColumn(
            $"{sensor.Name}_rolling{aggregate}_{readings}", sensor.Name, $"{sensor.Name} rolling {words} of {readings} readings",
            sensor.Unit);

    private static IEnumerable<FeatureColumn> Replacements(Scenario scenario) =>
        scenario.RecordKinds.Maintenance is null
            ? []
            : scenario.Components.Select(component => new FeatureColumn(
                $"{component}sum", component, $"days since {component} was first replaced", "d"));
}

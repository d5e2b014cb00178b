using Presage.Engine.Scenarios;
using Presage.Scenarios.Keys;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class SimulatedAttributesSection
{
    private static readonly IReadOnlyList<YamlKey> s_risk =
    [
        new("base", "a number", "Factor of the failure risk at 0.", "0.6"),
        new("per-unit", "a number", "What each unit adds to it.", "0.04"),
    ];

    private static readonly IReadOnlyList<YamlKey> s_number =
    [
        new("values", "[lowest, highest], whole", "All between are equally likely.", "[0, 20]"),
        new("risk", "a mapping", "How the failure risk depends on it.") { Keys = s_risk },
    ];

    private static readonly IReadOnlyList<YamlKey> s_category =
    [
        new("shares", "a mapping, an entry a category", "Share of each; they add up to 1.", "{ CATEGORY: 1 }"),
        new("risk", "a mapping, an entry a category", "Factor of the failure risk of each.", "{ CATEGORY: 1.25 }"),
    ];

    public static IReadOnlyList<YamlKey> Keys { get; } =
    [
        new("NUMBER", "a mapping", "An attribute with a range.") { Keys = s_number, StandsFor = ["age"] },
        new("NAME", "a mapping", "An attribute with categories.") { Keys = s_category },
    ];

    public static IReadOnlyList<SimulatedAttribute> Read(YamlValue value, IReadOnlyList<MachineAttribute> attributes)
    {
        var section = value.Section([.. attributes.Select(attribute => attribute.Name)]);
        return [.. attributes.Select(attribute => attribute.Categories is { } categories
            ? Categorical(section[attribute.Name], categories)
            : Numeric(section[attribute.Name], attribute))];
    }

    private static SimulatedAttribute Categorical(YamlValue value, IReadOnlyList<string> categories)
    {
        var section = value.Section(s_category);
        var shares = SimulationSection.OneEach(section["shares"], categories, item => item.Number(0, 1));
        SimulationSection.AddUp(section["shares"], shares);
        return new SimulatedAttribute(
            shares, SimulationSection.OneEach(section["risk"], categories, item => item.NumberFromZero()), 0, 0, 1, 0);
    }

    private static SimulatedAttribute Numeric(YamlValue value, MachineAttribute attribute)
    {
        var section = value.Section(s_number);
        var (low, high) = section["values"].Pair();
        var (minimum, maximum) = (low.Whole(-1_000_000, 1_000_000), high.Whole(-1_000_000, 1_000_000));
        if (minimum > maximum || minimum < attribute.Minimum || maximum > attribute.Maximum)
        {
            throw section["values"].Wrong(
                $"{section["values"].Path} is [{minimum}, {maximum}]", $"Write [lowest, highest] within {attribute.Name}'s range");
        }

        var risk = section["risk"].Section(s_risk);
        return new SimulatedAttribute(null, null, minimum, maximum, risk["base"].Number(), risk["per-unit"].Number());
    }
}

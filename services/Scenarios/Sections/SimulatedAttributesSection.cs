using Presage.Engine.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Scenarios.Sections;

internal static class SimulatedAttributesSection
{
    public static IReadOnlyList<SimulatedAttribute> Read(YamlValue value, IReadOnlyList<MachineAttribute> attributes)
    {
        var section = value.Section([.. attributes.Select(attribute => attribute.Name)]);
        return [.. attributes.Select(attribute => attribute.Categories is { } categories
            ? Categorical(section[attribute.Name], categories)
            : Numeric(section[attribute.Name], attribute))];
    }

    private static SimulatedAttribute Categorical(YamlValue value, IReadOnlyList<string> categories)
    {
        var section = value.Section("shares", "risk");
        var shares = SimulationSection.OneEach(section["shares"], categories, item => item.Number(0, 1));
        SimulationSection.AddUp(section["shares"], shares);
        return new SimulatedAttribute(
            shares, SimulationSection.OneEach(section["risk"], categories, item => item.NumberFromZero()), 0, 0, 1, 0);
    }

    private static SimulatedAttribute Numeric(YamlValue value, MachineAttribute attribute)
    {
        var section = value.Section("values", "risk");
        var (low, high) = section["values"].Pair();
        var (minimum, maximum) = (low.Whole(-1_000_000, 1_000_000), high.Whole(-1_000_000, 1_000_000));
        if (minimum > maximum || minimum < attribute.Minimum || maximum > attribute.Maximum)
        {
            throw section["values"].Wrong(
                $"{section["values"].Path} is [{minimum}, {maximum}]", $"Write [lowest, highest] within {attribute.Name}'s range");
        }

        var risk = section["risk"].Section("base", "per-unit");
        return new SimulatedAttribute(null, null, minimum, maximum, risk["base"].Number(), risk["per-unit"].Number());
    }
}

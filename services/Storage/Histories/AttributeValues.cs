using System.Globalization;
using Presage.Engine.Scenarios;

namespace Presage.Storage.Histories;

internal static class AttributeValues
{
    /// <summary>One value an attribute of the scenario: the number, or the category's index; NaN when it is missing or unknown.</summary>
    public static double[] Of(Machine machine, Scenario scenario) =>
        [.. scenario.Attributes.Select(
            attribute => machine.Attributes.TryGetValue(attribute.Name, out var text) ? Parse(attribute, text) : double.NaN)];

    private static double Parse(MachineAttribute attribute, string text)
    {
        if (attribute.Categories is { } categories)
            return categories.Index().Where(category => category.Item == text).Select(category => (double)category.Index)
                .FirstOrDefault(double.NaN);

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }
}

using Presage.Engine.Features;

namespace Presage.Reporting.Sections;

/// <summary>Names of axes.</summary>
public static class Axes
{
    public static string WithUnit(string name, string unit) => unit.Length == 0 ? name : $"{name} ({unit})";

    public static string Of(FeatureColumn column) =>
        WithUnit(column.Description.Length == 0 ? column.Name : column.Description, column.Unit);
}
